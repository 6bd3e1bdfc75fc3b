//! Stripe's webhook signatures: `t=<seconds>,v1=<hex>[,v1=…]` over the time and the raw body.

use crate::clock::Timestamp;
use crate::config::Secret;
use crate::error::{Code, Error, Result};
use crate::id;

const TOLERANCE_SECONDS: u64 = 300;

/// Checks that one of `secrets` signed `payload` within five minutes of `now`.
///
/// # Errors
/// `BAD_SIGNATURE`; always, when there is no secret.
pub fn verify(payload: &[u8], header: &str, secrets: &[Secret], now: Timestamp) -> Result<()> {
    let refuse = || Error::invalid(Code::BadSignature);
    let mut time = None;
    let mut marks = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            // Two times would leave open which of them was signed.
            Some(("t", _)) if time.is_some() => return Err(refuse()),
            Some(("t", text)) => time = Some(text),
            Some(("v1", mark)) => marks.push(mark),
            _ => {}
        }
    }
    let time = time.ok_or_else(refuse)?;
    let seconds: i64 = time.parse().map_err(|_| refuse())?;
    if now.seconds().abs_diff(seconds) > TOLERANCE_SECONDS {
        return Err(refuse());
    }
    let good = secrets.iter().any(|secret| {
        let ours = mark(payload, secret, time);
        marks.iter().any(|theirs| id::same(&ours, theirs))
    });
    if good { Ok(()) } else { Err(refuse()) }
}

/// The header that Stripe would send with `payload` at `at`.
#[must_use]
pub fn sign(payload: &[u8], secret: &Secret, at: Timestamp) -> String {
    let time = at.seconds().to_string();
    format!("t={time},v1={}", mark(payload, secret, &time))
}

fn mark(payload: &[u8], secret: &Secret, time: &str) -> String {
    let signed = [time.as_bytes(), b".", payload].concat();
    id::hmac_hex(secret.reveal().as_bytes(), &signed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp(1_771_322_400_000);
    const BODY: &[u8] = br#"{"id":"evt_1","type":"payment_intent.succeeded"}"#;

    fn secret(text: &str) -> Secret {
        Secret::new(text)
    }

    fn accepted(payload: &[u8], header: &str, secrets: &[Secret], now: Timestamp) -> bool {
        match verify(payload, header, secrets, now) {
            Ok(()) => true,
            Err(error) => {
                assert_eq!(error.code, Code::BadSignature);
                assert_eq!(error.kind, crate::error::Kind::Invalid);
                false
            }
        }
    }

    #[test]
    fn a_known_signature_matches() {
        // Computed with: printf '1492774577.{}' | openssl dgst -sha256 -hmac whsec_test
        let header = "t=1492774577,v1=0d0602f6611bd2252dd4b74b58a4528355a7380639a15e6cc21e3059d56d5b8b";
        assert!(accepted(b"{}", header, &[secret("whsec_test")], Timestamp::from_seconds(1_492_774_577)));
    }

    #[test]
    fn no_bit_of_body_time_or_mark_may_flip() {
        let secrets = [secret("whsec_a")];
        let header = sign(BODY, &secrets[0], NOW);
        assert!(accepted(BODY, &header, &secrets, NOW));
        for bit in 0..BODY.len() * 8 {
            let mut forged = BODY.to_vec();
            forged[bit / 8] ^= 1 << (bit % 8);
            assert!(!accepted(&forged, &header, &secrets, NOW), "body bit {bit}");
        }
        for bit in 0..header.len() * 8 {
            let mut forged = header.clone().into_bytes();
            forged[bit / 8] ^= 1 << (bit % 8);
            if let Ok(forged) = String::from_utf8(forged) {
                assert!(!accepted(BODY, &forged, &secrets, NOW), "{forged}");
            }
        }
    }

    #[test]
    fn five_minutes_either_way_are_the_limit() {
        let secrets = [secret("whsec_a")];
        let header = sign(BODY, &secrets[0], NOW);
        let later = |seconds| NOW.plus(Duration::from_secs(seconds));
        let earlier = |seconds| NOW.minus(Duration::from_secs(seconds));
        for now in [later(299), later(300), earlier(299), earlier(300)] {
            assert!(accepted(BODY, &header, &secrets, now), "{now}");
        }
        for now in [later(301), earlier(301), Timestamp(0), Timestamp(i64::MAX), Timestamp(i64::MIN)] {
            assert!(!accepted(BODY, &header, &secrets, now), "{now}");
        }
    }

    #[test]
    fn old_and_new_secret_hold_while_rolling() {
        let (old, new) = (secret("whsec_old"), secret("whsec_new"));
        let both = format!("{},{}", sign(BODY, &old, NOW), &sign(BODY, &new, NOW)[13..]);
        assert!(both.matches("v1=").count() == 2 && both.matches("t=").count() == 1, "{both}");
        assert!(accepted(BODY, &both, std::slice::from_ref(&old), NOW));
        assert!(accepted(BODY, &both, std::slice::from_ref(&new), NOW));
        assert!(accepted(BODY, &sign(BODY, &old, NOW), &[new.clone(), old], NOW));
        assert!(!accepted(BODY, &both, &[secret("whsec_other")], NOW));
    }

    #[test]
    fn only_v1_counts_and_no_secret_never_verifies() {
        let secrets = [secret("whsec_a")];
        let good = sign(BODY, &secrets[0], NOW);
        for header in [
            good.replace("v1=", "v0="),
            good.replace("v1=", "v1= "),
            good.replace("v1=", "v1"),
            format!("{good}0"),
            format!("t=1,{good}"),
            good.replace("t=", "t=+"),
            good.split_once(',').unwrap().1.to_owned(),
            good.split_once(',').unwrap().0.to_owned(),
            "t=,v1=".into(),
            String::new(),
        ] {
            assert!(!accepted(BODY, &header, &secrets, NOW), "{header}");
        }
        assert!(!accepted(BODY, &good, &[], NOW));
        assert!(accepted(BODY, &format!("{good},v0=00,v1=00"), &secrets, NOW));
    }
}
