//! Security headers, one set per surface. No page of ours has an inline script or style, so the policies
//! are constants. `Strict-Transport-Security` goes out on https only, as RFC 6797 demands.

use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::Surface;
use crate::{AppState, files};

const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// What policies of pages share at their end.
macro_rules! page_policy {
    ($head:expr, $forms:literal, $tail:literal) => {
        concat!(
            "default-src 'none'; ",
            $head,
            "; style-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'",
            $forms,
            "; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
            $tail,
            "; report-to csp; report-uri /csp-report"
        )
    };
}
macro_rules! dashboard {
    ($frames:literal, $forms:literal) => {
        page_policy!(
            concat!(
                "script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src ",
                $frames,
                "; worker-src 'self'"
            ),
            $forms,
            "; require-trusted-types-for 'script'; trusted-types paylinks"
        )
    };
}
/// Forms of the dashboard lead on to Stripe's own pages; browsers hold redirects against `form-action` too.
const DASHBOARD_POLICY: &str = dashboard!("'none'", " https://connect.stripe.com");
const DASHBOARD_POLICY_SANDBOX: &str = dashboard!("'none'", "");
/// A mail is shown in a frame of its own, under a policy of its own.
const MAILBOX_POLICY: &str = dashboard!("'self'", "");
/// The form of a link shows the pay page as it would be in a frame of ours.
const EDITOR_POLICY: &str = dashboard!("'self'", " https://connect.stripe.com");
const EDITOR_POLICY_SANDBOX: &str = dashboard!("'self'", "");
/// That page runs nothing, sends nothing and loads nothing but looks; only our own pages may frame it.
const PREVIEW_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
     form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'; report-to csp; \
     report-uri /csp-report";
/// The hosts that Stripe.js names for itself. No `strict-dynamic`: it would void the list.
const CHECKOUT_POLICY: &str = page_policy!(
    "script-src 'self' https://js.stripe.com https://*.js.stripe.com; \
     frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com; \
     connect-src 'self' https://api.stripe.com; img-src 'self' data: https://*.stripe.com",
    " https://checkout.stripe.com",
    ""
);
const CHECKOUT_POLICY_SANDBOX: &str =
    page_policy!("script-src 'self'; frame-src 'self'; connect-src 'self'; img-src 'self' data:", "", "");
/// The stand-in draws its card fields in a frame of our own origin.
const SANDBOX_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     object-src 'none'; frame-ancestors 'self'";

const DASHBOARD_PERMISSIONS: &str = "tools=(self), payment=(), camera=(), microphone=(), geolocation=()";
const PREVIEW_PERMISSIONS: &str = "payment=(), camera=(), microphone=(), geolocation=()";
const CHECKOUT_PERMISSIONS: &str = "payment=(self \"https://js.stripe.com\"), tools=()";
const CHECKOUT_PERMISSIONS_SANDBOX: &str = "payment=(self), tools=()";

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const REPORTING_ENDPOINTS: HeaderName = HeaderName::from_static("reporting-endpoints");
const AGENT_CLUSTER: HeaderName = HeaderName::from_static("origin-agent-cluster");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
/// As many headers as an answer has in the end, so that the map grows once.
const ROOM: usize = 16;

/// Adds the headers of the request's surface to whatever answer comes, errors included.
pub(super) fn secure(state: &AppState, surface: Surface, headers: &mut HeaderMap) {
    let config = &state.core.config;
    apply(surface, config.sandbox(), config.https(), headers);
}

fn apply(surface: Surface, sandbox: bool, https: bool, headers: &mut HeaderMap) {
    headers.reserve(ROOM.saturating_sub(headers.len()));
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    if https {
        set(STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    let to_all = surface == Surface::Pictures;
    set(RESOURCE_POLICY, if to_all { "cross-origin" } else { "same-origin" });
    set(REPORTING_ENDPOINTS, "csp=\"/csp-report\"");
    let private = matches!(surface, Surface::Checkout | Surface::Auth | Surface::Files);
    set(REFERRER_POLICY, if private { "no-referrer" } else { "strict-origin-when-cross-origin" });
    match surface {
        Surface::Api | Surface::Assets | Surface::Pictures => set(CONTENT_SECURITY_POLICY, API_POLICY),
        Surface::Preview => {
            set(CONTENT_SECURITY_POLICY, PREVIEW_POLICY);
            set(PERMISSIONS_POLICY, PREVIEW_PERMISSIONS);
        }
        Surface::Dashboard | Surface::Editor | Surface::Auth => {
            let policy = match (surface, sandbox) {
                (Surface::Editor, false) => EDITOR_POLICY,
                (Surface::Editor, true) => EDITOR_POLICY_SANDBOX,
                (_, false) => DASHBOARD_POLICY,
                (_, true) => DASHBOARD_POLICY_SANDBOX,
            };
            set(CONTENT_SECURITY_POLICY, policy);
            set(OPENER_POLICY, "same-origin");
            // WebMCP registers tools only where the agent cluster is keyed by origin.
            set(AGENT_CLUSTER, "?1");
            set(PERMISSIONS_POLICY, DASHBOARD_PERMISSIONS);
        }
        Surface::Checkout => {
            set(CONTENT_SECURITY_POLICY, if sandbox { CHECKOUT_POLICY_SANDBOX } else { CHECKOUT_POLICY });
            set(OPENER_POLICY, "same-origin-allow-popups");
            let permissions = if sandbox { CHECKOUT_PERMISSIONS_SANDBOX } else { CHECKOUT_PERMISSIONS };
            set(PERMISSIONS_POLICY, permissions);
        }
        Surface::Files => {
            // A page that says what went wrong brings its own.
            let policy = headers.remove(CONTENT_SECURITY_POLICY);
            headers.insert(
                CONTENT_SECURITY_POLICY,
                policy.unwrap_or(HeaderValue::from_static(files::head::POLICY)),
            );
        }
        Surface::Mailbox => {
            let policy = headers.remove(CONTENT_SECURITY_POLICY);
            let usual = HeaderValue::from_static(MAILBOX_POLICY);
            headers.insert(CONTENT_SECURITY_POLICY, policy.unwrap_or(usual));
        }
        Surface::Sandbox => {
            // The stand-in knows best what its own pages need.
            let policy = headers.remove(CONTENT_SECURITY_POLICY);
            let usual = HeaderValue::from_static(SANDBOX_POLICY);
            headers.insert(CONTENT_SECURITY_POLICY, policy.unwrap_or(usual));
        }
    }
    if !matches!(surface, Surface::Assets | Surface::Pictures | Surface::Sandbox)
        && !headers.contains_key(CACHE_CONTROL)
    {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(path: &str, sandbox: bool, https: bool) -> HeaderMap {
        let mut headers = HeaderMap::new();
        apply(Surface::of(path), sandbox, https, &mut headers);
        headers
    }

    fn policy(path: &str, sandbox: bool) -> String {
        headers(path, sandbox, true)[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned()
    }

    #[test]
    fn every_surface_has_the_common_headers() {
        for path in ["/", "/p/x", "/sign-in", "/api/v1/me", "/assets/0/style.css", "/sandbox/stripe/v1"] {
            let headers = headers(path, false, true);
            assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
            assert_eq!(headers["cross-origin-resource-policy"], "same-origin", "{path}");
            assert_eq!(headers["strict-transport-security"], "max-age=63072000; includeSubDomains", "{path}");
            assert!(headers.contains_key(CONTENT_SECURITY_POLICY), "{path}");
        }
        assert!(!headers("/", true, false).contains_key(STRICT_TRANSPORT_SECURITY), "not over plain http");
    }

    #[test]
    fn the_dashboard_runs_our_scripts_only() {
        assert_eq!(
            policy("/links", true),
            "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'none'; \
             worker-src 'self'; style-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; \
             base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
             trusted-types paylinks; report-to csp; report-uri /csp-report"
        );
        assert_eq!(headers("/", false, true)["cache-control"], "no-store");
        assert_eq!(headers("/", false, true)["origin-agent-cluster"], "?1");
    }

    #[test]
    fn checkout_names_stripe_only_when_it_is_stripe() {
        assert!(
            policy("/p/x", false).contains("script-src 'self' https://js.stripe.com https://*.js.stripe.com")
        );
        assert!(!policy("/p/x", true).contains("stripe"));
        for sandbox in [true, false] {
            assert!(!policy("/p/x", sandbox).contains("unsafe"));
            let headers = headers("/p/x/thanks", sandbox, true);
            assert_eq!(headers[REFERRER_POLICY], "no-referrer");
            assert_eq!(headers["cross-origin-opener-policy"], "same-origin-allow-popups");
        }
        let permissions = &headers("/p/x", false, true)["permissions-policy"];
        assert_eq!(permissions, "payment=(self \"https://js.stripe.com\"), tools=()");
    }

    #[test]
    fn machines_get_a_policy_that_allows_nothing() {
        for path in ["/api/v1/me", "/webhooks/stripe", "/openapi.json", "/dev/mailbox.json", "/healthz"] {
            assert_eq!(policy(path, false), API_POLICY, "{path}");
            assert_eq!(headers(path, false, true)["cache-control"], "no-store", "{path}");
        }
        assert_eq!(headers("/sign-in/confirm", false, true)[REFERRER_POLICY], "no-referrer");
    }

    #[test]
    fn other_sites_may_show_logos_and_nothing_else() {
        assert_eq!(headers("/brand/0.png", false, true)["cross-origin-resource-policy"], "cross-origin");
        assert_eq!(policy("/brand/0.png", false), API_POLICY);
    }

    #[test]
    fn a_preview_can_start_nothing_and_stands_in_frames_of_ours_only() {
        for sandbox in [true, false] {
            let preview = policy("/dashboard/links/preview", sandbox);
            assert!(preview.contains("default-src 'none'") && preview.contains("frame-ancestors 'self'"));
            assert!(preview.contains("form-action 'none'"));
            for source in ["script-src", "connect-src", "frame-src", "stripe"] {
                assert!(!preview.contains(source), "{preview}");
            }
            for editor in ["/dashboard/links/new", "/dashboard/links/1/edit"] {
                let policy = policy(editor, sandbox);
                assert!(policy.contains("frame-src 'self'") && policy.contains("frame-ancestors 'none'"));
            }
            for other in
                ["/dashboard/links", "/dashboard/links/1", "/dashboard/links//edit", "/dashboard/edit"]
            {
                assert!(policy(other, sandbox).contains("frame-src 'none'"), "{other}");
            }
        }
    }

    #[test]
    fn only_the_stand_in_may_be_framed() {
        assert!(policy("/sandbox/stripe/endive/fields", true).contains("frame-ancestors 'self'"));
        assert!(policy("/", true).contains("frame-ancestors 'none'"));
    }
}
