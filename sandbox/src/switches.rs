//! What tests can make go wrong: failing calls, and webhooks that repeat, swap, wait or vanish.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Makes the next matching calls fail.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FailRule {
    /// Calls whose path begins with this, e.g. `/v1/payment_intents`.
    pub(crate) path_prefix: String,
    /// Answer this status without executing the call.
    pub(crate) status: Option<u16>,
    /// How many calls.
    pub(crate) times: u32,
    /// Wait this long (real time) before executing.
    pub(crate) delay_ms: u64,
    /// Execute, then break the connection instead of answering.
    pub(crate) drop_reply: bool,
}

/// How webhooks misbehave.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct WebhookSwitches {
    /// Send every event this many extra times.
    pub(crate) duplicate: u32,
    /// Send what is due at one moment in reverse order.
    pub(crate) reorder: bool,
    /// Wait this long (virtual time) before the first try.
    pub(crate) delay_ms: u32,
    /// A whole number loses that many of the next deliveries for ever; a fraction below 1 loses that share.
    pub(crate) drop: Value,
    /// How much of the share is owed.
    #[serde(skip)]
    owed: f64,
}

impl WebhookSwitches {
    /// Whether the next delivery is to be lost. The share is exact, not left to chance, so that tests can count.
    pub(crate) fn loses_next(&mut self) -> bool {
        if let Some(left) = self.drop.as_u64() {
            self.drop = left.saturating_sub(1).into();
            return left > 0;
        }
        self.owed += self.drop.as_f64().unwrap_or(0.0).clamp(0.0, 1.0);
        let lost = self.owed >= 1.0;
        if lost {
            self.owed -= 1.0;
        }
        lost
    }
}

/// Takes the rule that applies to this path, using it up once.
pub(crate) fn take_failure(rules: &mut Vec<FailRule>, path: &str) -> Option<FailRule> {
    let place = rules.iter().position(|r| path.starts_with(&r.path_prefix))?;
    let rule = rules.get(place)?.clone();
    if rule.times <= 1 {
        rules.remove(place);
    } else if let Some(kept) = rules.get_mut(place) {
        kept.times -= 1;
    }
    Some(rule)
}

#[cfg(test)]
mod tests {
    use super::{FailRule, WebhookSwitches, take_failure};

    #[test]
    fn a_count_loses_the_next_and_a_share_loses_exactly_its_part() {
        let mut count = WebhookSwitches { drop: 2.into(), ..Default::default() };
        assert_eq!([(); 4].map(|()| count.loses_next()), [true, true, false, false]);
        let mut share = WebhookSwitches { drop: 0.25.into(), ..Default::default() };
        assert_eq!((0..100).filter(|_| share.loses_next()).count(), 25);
        assert!(!WebhookSwitches::default().loses_next());
    }

    #[test]
    fn a_rule_is_used_up() {
        let mut rules = vec![FailRule { path_prefix: "/v1/pay".into(), times: 2, ..Default::default() }];
        assert!(take_failure(&mut rules, "/v1/charges").is_none());
        assert!(take_failure(&mut rules, "/v1/payment_intents").is_some());
        assert!(take_failure(&mut rules, "/v1/payment_intents/x").is_some());
        assert!(take_failure(&mut rules, "/v1/payment_intents").is_none());
    }
}
