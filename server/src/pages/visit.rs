//! What counts as a visit of a pay page: a person's browser opened it. Statistics only, so the rule is small;
//! docs/api.md tells it.

use http::header::USER_AGENT;
use http::{HeaderMap, Method};

use crate::{actor, sessions};

/// Words by which programs call themselves, small letters.
const PROGRAMS: [&str; 11] = [
    "bot",
    "crawl",
    "spider",
    "preview",
    "fetch",
    "curl",
    "wget",
    "python",
    "headless",
    "facebookexternalhit",
    "whatsapp",
];

/// Whether this request is a person opening the page: not a look at the head alone, not a browser that reads
/// ahead, not a program by its own word, and not somebody who is signed in to the dashboard.
pub(crate) fn is_visit(method: &Method, headers: &HeaderMap, https: bool) -> bool {
    method == Method::GET && !reads_ahead(headers) && is_browser(headers) && !is_signed_in(headers, https)
}

fn reads_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose"].into_iter().any(|name| {
        let purpose = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        purpose.starts_with("prefetch")
    })
}

fn is_browser(headers: &HeaderMap) -> bool {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let agent = agent.to_ascii_lowercase();
    !agent.is_empty() && !PROGRAMS.iter().any(|word| agent.contains(word))
}

fn is_signed_in(headers: &HeaderMap, https: bool) -> bool {
    actor::cookie(headers, sessions::cookie_name(https)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    fn visit(method: &Method, headers: &[(&'static str, &str)]) -> bool {
        let pairs = headers.iter().map(|(name, value)| {
            (http::HeaderName::from_static(name), http::HeaderValue::from_str(value).unwrap())
        });
        is_visit(method, &pairs.collect(), false)
    }

    #[test]
    fn a_person_s_browser_is_a_visit() {
        assert!(visit(&Method::GET, &[("user-agent", FIREFOX)]));
        assert!(visit(&Method::GET, &[("user-agent", FIREFOX), ("cookie", "lang=ro; other=session")]));
    }

    #[test]
    fn programs_and_members_are_not() {
        assert!(!visit(&Method::HEAD, &[("user-agent", FIREFOX)]));
        assert!(!visit(&Method::GET, &[]), "browsers say what they are");
        for agent in [
            "Googlebot/2.1 (+http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
            "facebookexternalhit/1.1",
            "WhatsApp/2.23.20.0",
            "Slackbot-LinkExpanding 1.0",
            "SkypeUriPreview Preview/0.5",
            "curl/8.9.1",
            "Wget/1.24",
            "python-requests/2.32",
            "Mozilla/5.0 HeadlessChrome/140.0",
        ] {
            assert!(!visit(&Method::GET, &[("user-agent", agent)]), "{agent}");
        }
        for header in [
            ("sec-purpose", "prefetch"),
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("cookie", "lang=ro; session=abc"),
        ] {
            assert!(!visit(&Method::GET, &[("user-agent", FIREFOX), header]), "{header:?}");
        }
    }
}
