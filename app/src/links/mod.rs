//! Every address of the site, once.

mod buyers;

pub use self::buyers::{
    again, cancel_subscription, change_card, claim, in_language, outcome, pay, receipt, receipt_pdf,
    resume_subscription, returns, start_payment, start_subscription, thanks,
};
pub use crate::product_links::{
    ARCHIVE_PRODUCT, NEW_PRODUCT, PRODUCT, PRODUCTS, PRODUCTS_FILE, RESTORE_PRODUCT, archive_product,
    product, restore_product,
};
use paylinks::figures::{GetOverview, Period};
use paylinks::money::Currency;
use serde::Serialize;

/// The front page.
pub const HOME: &str = "/";
/// Asking for a sign-in link.
pub const SIGN_IN: &str = "/sign-in";
/// After asking for a sign-in link.
pub const SIGN_IN_SENT: &str = "/sign-in/sent";
/// Where a mailed link leads.
pub const SIGN_IN_CONFIRM: &str = "/sign-in/confirm";
/// Signing out.
pub const SIGN_OUT: &str = "/sign-out";
/// The first questions to a new merchant.
pub const ONBOARDING: &str = "/onboarding";
/// The first page of the dashboard.
pub const DASHBOARD: &str = "/dashboard";
/// Putting the first steps away.
pub const DISMISS_CHECKLIST: &str = "/dashboard/checklist/dismiss";
/// Finding anything.
pub const SEARCH: &str = "/dashboard/search";
/// Where a form switches to another business: its field `merchant` is the id.
pub const SWITCH_BUSINESS: &str = "/dashboard/business";
/// Where a form opens another business.
pub const NEW_BUSINESS: &str = "/dashboard/business/new";
/// Keeping a choice of theme or language.
pub const PREFERENCES: &str = "/preferences";
/// What programs need: keys, documentation, Stripe's news.
pub const DEVELOPERS: &str = "/dashboard/developers";
/// Every component in every state, in sandbox mode.
pub const COMPONENTS: &str = "/dev/components";
/// The list of invoices.
pub const INVOICES: &str = "/dashboard/invoices";
/// How invoices are numbered and what they say.
pub const INVOICING: &str = "/dashboard/settings/invoices";
/// The list of links.
pub const LINKS: &str = "/dashboard/links";
/// The pages that sell, for search engines.
pub const SITEMAP: &str = "/sitemap.xml";
/// The form of a new link.
pub const NEW_LINK: &str = "/dashboard/links/new";
/// Switching links on or off.
pub const LINKS_ACTIVE: &str = "/dashboard/links/active";
/// The pay page of a link that is not saved yet.
pub const PREVIEW: &str = "/dashboard/links/preview";
/// The list of links as a file.
pub const LINKS_FILE: &str = "/dashboard/links/export.csv";
/// The list of promotion codes.
pub const CODES: &str = "/dashboard/codes";
/// The form of a new promotion code.
pub const NEW_CODE: &str = "/dashboard/codes/new";
/// The list of payments.
pub const PAYMENTS: &str = "/dashboard/payments";
/// The list of payments as a file.
pub const PAYMENTS_FILE: &str = "/dashboard/payments/export.csv";
/// The list of leads.
pub const LEADS: &str = "/dashboard/leads";
/// The list of leads as a file.
pub const LEADS_FILE: &str = "/dashboard/leads/export.csv";
/// Settings of person and merchant.
pub const SETTINGS: &str = "/dashboard/settings";
/// Connecting Stripe.
pub const CONNECT: &str = "/dashboard/settings/payments";
/// Where Stripe sends a merchant back to.
pub const CONNECT_RETURN: &str = "/dashboard/settings/payments/return";
/// Where Stripe sends a merchant whose account link has run out.
pub const CONNECT_REFRESH: &str = "/dashboard/settings/payments/refresh";
/// The form that opens Stripe's own dashboard.
pub const CONNECT_LOGIN: &str = "/dashboard/settings/payments/stripe";
/// Sessions.
pub const SESSIONS: &str = "/dashboard/settings/sessions";
/// How the merchant looks to buyers.
pub const BRANDING: &str = "/dashboard/settings/branding";
/// How buyers pay.
pub const CHECKOUT: &str = "/dashboard/settings/checkout";
/// The form of the least and the most that a payment may come to.
pub const LIMITS: &str = "/dashboard/settings/limits";
/// The business itself.
pub const BUSINESS: &str = "/dashboard/settings/business";
/// Signing every other browser out.
pub const OTHER_SESSIONS: &str = "/dashboard/settings/sessions/others";
/// API keys.
pub const API_KEYS: &str = "/dashboard/developers/keys";
/// How Stripe's news fare, in sandbox mode.
pub const WEBHOOKS: &str = "/dashboard/developers/webhooks";
/// The description of the API as JSON.
pub const OPENAPI_JSON: &str = "/openapi.json";
/// The description of the API as YAML.
pub const OPENAPI_YAML: &str = "/openapi.yaml";
/// The buyer's own purchases.
pub const PURCHASES: &str = "/purchases";
/// What is kept of the buyer, as a file.
pub const PURCHASES_DATA: &str = "/purchases/data.json";
/// Asking for its erasure.
pub const PURCHASES_ERASURE: &str = "/purchases/erasure";
/// The local mailbox.
pub const MAILBOX: &str = "/dev/mailbox";
/// Every mail of ours with example contents.
pub const MAILS: &str = "/dev/mails";

/// The next page of a list.
#[must_use]
pub fn page_of(list: &str, filter: Option<(&str, &str)>, cursor: Option<&str>) -> String {
    let filter = filter.map(|(name, value)| format!("{name}={}", encode(value)));
    let cursor = cursor.map(|cursor| format!("cursor={}", encode(cursor)));
    let query: Vec<String> = [filter, cursor].into_iter().flatten().collect();
    if query.is_empty() { list.to_owned() } else { format!("{list}?{}", query.join("&")) }
}

/// The first page of the dashboard, for a period and a currency.
#[must_use]
pub fn home(period: Option<Period>, currency: Option<Currency>) -> String {
    list_of(DASHBOARD, &GetOverview { currency, period })
}

/// A list, or its file, with everything that `wish` says, under the names of the API.
#[must_use]
pub fn list_of(path: &str, wish: &impl Serialize) -> String {
    let fields = serde_json::to_value(wish).unwrap_or_default();
    let fields = fields.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let query: Vec<String> = fields
        .map(|(name, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
            format!("{}={}", encode(name), encode(&text))
        })
        .collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// Sign-in that leads back to `path` of ours.
#[must_use]
pub fn sign_in_then(path: &str) -> String {
    format!("{SIGN_IN}?next={}", encode(path))
}

/// Where a mailed link leads.
#[must_use]
pub fn confirm_sign_in(token: &str) -> String {
    format!("{SIGN_IN_CONFIRM}?token={}", encode(token))
}

/// The form of an existing link.
#[must_use]
pub fn edit_link(id: &str) -> String {
    format!("{LINKS}/{}/edit", encode(id))
}

/// One link.
#[must_use]
pub fn link(id: &str) -> String {
    format!("{LINKS}/{}", encode(id))
}

/// One link, and how it sold over a period.
#[must_use]
pub fn link_over(id: &str, period: Period) -> String {
    format!("{}?period={}", link(id), period.as_str())
}

/// The pay page of a saved link as the editor shows it at first.
#[must_use]
pub fn preview_of(id: &str) -> String {
    format!("{PREVIEW}?id={}", encode(id))
}

/// Copying a link.
#[must_use]
pub fn duplicate_link(id: &str) -> String {
    format!("{LINKS}/{}/duplicate", encode(id))
}

/// Handing a link on.
#[must_use]
pub fn share_link(id: &str) -> String {
    format!("{LINKS}/{}/share", encode(id))
}

/// The payments of one link.
#[must_use]
pub fn payments_of(id: &str) -> String {
    format!("{PAYMENTS}?payLinkId={}", encode(id))
}

/// The leads of one link.
#[must_use]
pub fn leads_of(id: &str) -> String {
    format!("{LEADS}?payLinkId={}", encode(id))
}

/// A page that says what was just done, to these links when it can be undone.
#[must_use]
pub fn after(path: &str, deed: &str, ids: &[String]) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    let ids = if ids.is_empty() { String::new() } else { format!("&ids={}", encode(&ids.join("."))) };
    format!("{path}{mark}done={deed}{ids}")
}

/// The files of a link; a form adds to them.
#[must_use]
pub fn link_files(id: &str) -> String {
    format!("{LINKS}/{}/files", encode(id))
}

/// A merchant's look at a file of theirs.
#[must_use]
pub fn link_file(id: &str, key: &str) -> String {
    format!("{}/{}", link_files(id), encode(key))
}

/// Taking a file away from a link.
#[must_use]
pub fn remove_file(id: &str, key: &str) -> String {
    format!("{}/remove", link_file(id, key))
}

/// A buyer's click on a file that they bought.
#[must_use]
pub fn bought_file(slug: &str, session: &str, key: &str) -> String {
    format!("{}/files/{}", receipt(slug, session), encode(key))
}

/// A click on a file among the buyer's own purchases.
#[must_use]
pub fn own_file(purchase: &str, key: &str) -> String {
    format!("{PURCHASES}/{}/files/{}", encode(purchase), encode(key))
}

/// Asking about, and doing, the deletion of a link.
#[must_use]
pub fn delete_link(id: &str) -> String {
    format!("{LINKS}/{}/delete", encode(id))
}

/// A link's QR code as SVG; `?size=` in pixels, `?download` for a file.
#[must_use]
pub fn qr_svg(id: &str) -> String {
    format!("{LINKS}/{}/qr.svg", encode(id))
}

/// A link's QR code as PNG; `?size=` in pixels, `?download` for a file.
#[must_use]
pub fn qr_png(id: &str) -> String {
    format!("{LINKS}/{}/qr.png", encode(id))
}

/// One promotion code.
#[must_use]
pub fn code(id: &str) -> String {
    format!("{CODES}/{}", encode(id))
}

/// One payment.
#[must_use]
pub fn payment(id: &str) -> String {
    format!("{PAYMENTS}/{}", encode(id))
}

/// Signing out another session.
#[must_use]
pub fn revoke_session(id: &str) -> String {
    format!("{SESSIONS}/{}/revoke", encode(id))
}

/// Revoking an API key.
#[must_use]
pub fn revoke_key(id: &str) -> String {
    format!("{API_KEYS}/{}/revoke", encode(id))
}

/// One operation of the API.
#[must_use]
pub fn operation(name: &str) -> String {
    format!("{DEVELOPERS}/api/{}", encode(name))
}

/// The receipt of a payment in the dashboard: posting mails it again.
#[must_use]
pub fn receipt_of(payment: &str) -> String {
    format!("{PAYMENTS}/{payment}/receipt")
}

/// One invoice.
#[must_use]
pub fn invoice(id: &str) -> String {
    format!("{INVOICES}/{}", encode(id))
}

/// The buyer's own invoice of an attempt that was paid.
#[must_use]
pub fn own_invoice(slug: &str, session: &str) -> String {
    format!("{}/invoice/{}", pay(slug), encode(session))
}

/// The API's address of a payment.
#[must_use]
pub fn transaction(id: &str) -> String {
    format!("/api/v1/transactions/{}", encode(id))
}

/// One mail.
#[must_use]
pub fn mail(id: &str) -> String {
    format!("{MAILBOX}/{}", encode(id))
}

/// One mail as it would be seen.
#[must_use]
pub fn mail_html(id: &str) -> String {
    format!("{}.html", mail(id))
}

/// An example of a mail as it would be seen.
#[must_use]
pub fn example_mail_html(example: &str, language: &str) -> String {
    format!("{MAILS}/{}/{}.html", encode(example), encode(language))
}

/// Whether `path` stays on this site: one slash, no host, no backslash, nothing invisible.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.chars().all(|letter| !letter.is_control() && !letter.is_whitespace())
}

/// Percent-encodes `text` for a path segment or a query value.
#[must_use]
pub fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_ours() {
        for path in ["/", "/dashboard/links?cursor=a", "/p/ceai"] {
            assert!(is_ours(path), "{path}");
        }
        for path in ["", "dashboard", "//evil.test", "/\\evil.test", "https://evil.test", "/a\tb", "/a\r\nb"]
        {
            assert!(!is_ours(path), "{path}");
        }
    }

    #[test]
    fn values_cannot_leave_their_place() {
        assert_eq!(pay("a/../b?c"), "/p/a%2F..%2Fb%3Fc");
        assert_eq!(sign_in_then("/dashboard?x=1&y"), "/sign-in?next=%2Fdashboard%3Fx%3D1%26y");
        assert_eq!(
            page_of(PAYMENTS, Some(("status", "failed")), Some("c=")),
            "/dashboard/payments?status=failed&cursor=c%3D"
        );
        assert_eq!(page_of(LINKS, None, None), LINKS);
        assert_eq!(after("/a?q=b", "off", &["1".into(), "2".into()]), "/a?q=b&done=off&ids=1.2");
        assert_eq!(after("/a", "deleted", &[]), "/a?done=deleted");
        let wish = paylinks::payments::ListTransactions {
            q: Some("ion & co".into()),
            min_amount_minor: Some(100),
            currency: Some(paylinks::money::Currency::Eur),
            ..Default::default()
        };
        let address = list_of(PAYMENTS_FILE, &wish);
        assert!(address.starts_with("/dashboard/payments/export.csv?"), "{address}");
        for part in ["q=ion%20%26%20co", "minAmountMinor=100", "currency=EUR"] {
            assert!(address.contains(part), "{address}");
        }
        assert_eq!(address.matches('&').count(), 2, "{address}");
    }
}
