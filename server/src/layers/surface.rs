//! The kinds of addresses, each with its own headers and its own way of saying no.

use axum::response::Response;
use paylinks::error::Error;
use paylinks_app::links as at;

use crate::{AppState, Asker, pages, problem};

/// A kind of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// Machines talk here: the API, Stripe's news, health.
    Api,
    /// Signed-in pages and all that is not named below.
    Dashboard,
    /// The form of a link, which frames a preview.
    Editor,
    /// The pay page as it would be: a picture in the frame of a form.
    Preview,
    /// The local mailbox and the gallery of mails in sandbox mode, which frame mails.
    Mailbox,
    /// Where a buyer pays.
    Checkout,
    /// Where somebody signs in.
    Auth,
    /// Styles, scripts, pictures.
    Assets,
    /// Merchants' logos, which other sites and mails may show.
    Pictures,
    /// Files that merchants sell: they go out as they are and run nowhere.
    Files,
    /// Stripe's stand-in.
    Sandbox,
}

impl Surface {
    /// The surface of a path.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        match first {
            "api" | "webhooks" | "healthz" | "readyz" | "csp-report" => Self::Api,
            name if name.starts_with("openapi") || path == "/dev/mailbox.json" => Self::Api,
            "dev" if path.starts_with("/dev/mailbox/") || path.starts_with("/dev/mails") => Self::Mailbox,
            "dashboard" if path == at::PREVIEW => Self::Preview,
            "dashboard" if path == at::NEW_LINK || is_edit(path) => Self::Editor,
            "p" => Self::Checkout,
            "purchases" if path.starts_with("/purchases/subscriptions/") && path.ends_with("/card") => {
                Self::Checkout
            }
            "sign-in" | "sign-out" => Self::Auth,
            "assets" | "favicon.ico" | "robots.txt" | "sitemap.xml" => Self::Assets,
            "brand" => Self::Pictures,
            "files" => Self::Files,
            "sandbox" => Self::Sandbox,
            _ => Self::Dashboard,
        }
    }

    /// Whether people read here, so that errors are pages.
    #[must_use]
    pub fn is_page(self) -> bool {
        !matches!(self, Self::Api | Self::Assets | Self::Pictures | Self::Sandbox)
    }

    /// An error in the form of this surface.
    #[must_use]
    pub fn refuse(self, state: &AppState, error: &Error, asker: &Asker) -> Response {
        if self.is_page() { pages::refuse(state, error, asker) } else { problem::json(error) }
    }
}

/// Whether this is the form of an existing link.
fn is_edit(path: &str) -> bool {
    let rest = path.strip_prefix(at::LINKS).and_then(|rest| rest.strip_suffix("/edit"));
    rest.is_some_and(|id| id.len() > 1 && id.starts_with('/'))
}
