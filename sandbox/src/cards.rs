//! Stripe's test cards and what each one does. Any other number is a live card and is refused without being kept.

/// How a card behaves when it is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// The charge succeeds.
    Succeeds,
    /// The bank says no, with a decline code.
    Declines(&'static str),
    /// Stripe or the bank refuses with an error code of its own.
    Fails(&'static str),
}

/// When a card asks for 3-D Secure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Authentication {
    /// Never.
    Never,
    /// Always.
    Always,
    /// Only while the buyer is there.
    OnSession,
    /// Always, until it was set up for later charges.
    UntilSetUp,
    /// Always, by leaving the page.
    Redirect,
}

/// One test card.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Card {
    /// All digits.
    pub(crate) number: &'static str,
    /// Country of issue.
    pub(crate) country: &'static str,
    /// What happens when it is charged.
    pub(crate) behaviour: Behaviour,
    /// Whether it asks for 3-D Secure first.
    pub(crate) authentication: Authentication,
    /// Whether its money is available at once.
    pub(crate) instant: bool,
    /// Name for servers, without `pm_card_`.
    pub(crate) name: &'static str,
}

use Authentication::{Always, Never, OnSession, Redirect, UntilSetUp};
use Behaviour::{Declines, Fails, Succeeds};

const fn card(
    number: &'static str,
    country: &'static str,
    name: &'static str,
    behaviour: Behaviour,
    authentication: Authentication,
) -> Card {
    Card { number, country, behaviour, authentication, instant: false, name }
}

/// The table.
pub(crate) static CARDS: &[Card] = &[
    card("4242424242424242", "US", "visa", Succeeds, Never),
    card("4000056655665556", "US", "visa_debit", Succeeds, Never),
    card("5555555555554444", "US", "mastercard", Succeeds, Never),
    card("2223003122003222", "US", "mastercard_2", Succeeds, Never),
    card("5200828282828210", "US", "mastercard_debit", Succeeds, Never),
    card("378282246310005", "US", "amex", Succeeds, Never),
    card("6011111111111117", "US", "discover", Succeeds, Never),
    card("3566002020360505", "JP", "jcb", Succeeds, Never),
    card("4000006420000001", "RO", "ro", Succeeds, Never),
    card("4000002760000016", "DE", "de", Succeeds, Never),
    card("4000002500000003", "FR", "fr", Succeeds, Never),
    card("4000003800000008", "IT", "it", Succeeds, Never),
    card("4000008260000000", "GB", "gb", Succeeds, Never),
    card("4000002500003155", "FR", "authenticationRequiredOnSetup", Succeeds, UntilSetUp),
    card("4000002760003184", "DE", "authenticationRequired", Succeeds, Always),
    card("4000003800000446", "IT", "authenticationRequiredSetupForOffSession", Succeeds, OnSession),
    card("4000000000003220", "US", "threeDSecure2Required", Succeeds, Always),
    card("4000000000003063", "US", "threeDSecureRequired", Succeeds, Redirect),
    card("4000008400001629", "US", "threeDSecureRequiredChargeDeclined", Declines("generic_decline"), Always),
    card("4000008400001280", "US", "threeDSecureRequiredProcessingError", Declines("generic_decline"), Never),
    card("4000000000003055", "US", "threeDSecureOptional", Succeeds, Never),
    card(
        "4000008260003178",
        "GB",
        "authenticationRequiredChargeDeclinedInsufficientFunds",
        Declines("insufficient_funds"),
        Always,
    ),
    card("4000000000000002", "US", "visa_chargeDeclined", Declines("generic_decline"), Never),
    card(
        "4000000000009995",
        "US",
        "visa_chargeDeclinedInsufficientFunds",
        Declines("insufficient_funds"),
        Never,
    ),
    card("4000000000009987", "US", "visa_chargeDeclinedLostCard", Declines("lost_card"), Never),
    card("4000000000009979", "US", "visa_chargeDeclinedStolenCard", Declines("stolen_card"), Never),
    card(
        "4000000000006975",
        "US",
        "chargeDeclinedVelocityLimitExceeded",
        Declines("card_velocity_exceeded"),
        Never,
    ),
    card("4100000000000019", "US", "radarBlock", Declines("fraudulent"), Never),
    card("4000000000000069", "US", "chargeDeclinedExpiredCard", Fails("expired_card"), Never),
    card("4000000000000127", "US", "chargeDeclinedIncorrectCvc", Fails("incorrect_cvc"), Never),
    card("4000000000000119", "US", "chargeDeclinedProcessingError", Fails("processing_error"), Never),
    card("4000000000000341", "US", "chargeCustomerFail", Declines("generic_decline"), Never),
    card("4000000000000259", "US", "createDispute", Succeeds, Never),
    card("4000000000002685", "US", "createDisputeProductNotReceived", Succeeds, Never),
    card("4000000000001976", "US", "createDisputeInquiry", Succeeds, Never),
    card("4000000000005423", "US", "createIssuerFraudRecord", Succeeds, Never),
    card("4000000000007726", "US", "pendingRefund", Succeeds, Never),
    card("4000000000005126", "US", "refundFail", Succeeds, Never),
    Card { instant: true, ..card("4000000000000077", "US", "bypassPending", Succeeds, Never) },
    Card { instant: true, ..card("4000003720000278", "IE", "bypassPendingInternational", Succeeds, Never) },
];

/// The card with this number.
pub(crate) fn by_number(number: &str) -> Option<&'static Card> {
    CARDS.iter().find(|c| c.number == number)
}

/// The card that a server names, e.g. `pm_card_visa` or `pm_card_chargeDeclined`.
pub(crate) fn by_name(name: &str) -> Option<&'static Card> {
    let wanted = name.strip_prefix("pm_card_")?;
    CARDS.iter().find(|c| c.name == wanted || c.name.strip_prefix("visa_") == Some(wanted))
}

impl Card {
    /// The network that the first digits say.
    pub(crate) fn brand(&self) -> &'static str {
        match self.number.get(..2).unwrap_or_default() {
            "34" | "37" => "amex",
            "35" => "jcb",
            "60" | "65" => "discover",
            two if two.starts_with('4') => "visa",
            _ => "mastercard",
        }
    }

    /// Whether keeping it for later needs the bank's word.
    pub(crate) fn asks_on_setup(&self) -> bool {
        self.authentication != Never
    }

    /// Whether an invoice needs the bank's word.
    pub(crate) fn asks_on_invoice(&self, set_up: bool) -> bool {
        match self.authentication {
            Never => false,
            OnSession | UntilSetUp => !set_up,
            Always | Redirect => true,
        }
    }

    /// The four digits that may be shown.
    pub(crate) fn last4(&self) -> &'static str {
        self.number.get(self.number.len() - 4..).unwrap_or_default()
    }

    /// Debit or credit.
    pub(crate) fn funding(&self) -> &'static str {
        if self.name.ends_with("_debit") { "debit" } else { "credit" }
    }
}

/// Whether the check digit is right.
pub(crate) fn passes_luhn(number: &str) -> bool {
    let digits: Option<Vec<u32>> = number.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|d| (12..=19).contains(&d.len())) else { return false };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) => double / 10 + double % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Stripe's code, decline code and wording of a refusal.
pub(crate) fn refusal(behaviour: Behaviour) -> Option<(&'static str, Option<&'static str>, &'static str)> {
    match behaviour {
        Succeeds => None,
        Declines(code) => Some((
            "card_declined",
            Some(code),
            match code {
                "insufficient_funds" => "Your card has insufficient funds.",
                "card_velocity_exceeded" => {
                    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit."
                }
                _ => "Your card was declined.",
            },
        )),
        Fails(code) => Some((
            code,
            None,
            match code {
                "expired_card" => "Your card has expired.",
                "incorrect_cvc" => "Your card's security code is incorrect.",
                _ => "An error occurred while processing your card. Try again in a little bit.",
            },
        )),
    }
}

/// The refusal of a card that cannot be kept for later. Some can, and refuse only the charges.
pub(crate) fn refusal_on_setup(card: &Card) -> Option<(&'static str, Option<&'static str>, &'static str)> {
    let only_charges = matches!(card.number, "4000000000000341" | "4000008260003178");
    if only_charges { None } else { refusal(card.behaviour) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Behaviour, CARDS, by_name, by_number, passes_luhn, refusal};

    #[test]
    fn every_test_card_is_a_valid_number_with_a_name_of_its_own() {
        for card in CARDS {
            assert!(passes_luhn(card.number), "{}", card.number);
            assert!(by_number(card.number).is_some());
        }
        let names: BTreeSet<&str> = CARDS.iter().map(|c| c.name).collect();
        let numbers: BTreeSet<&str> = CARDS.iter().map(|c| c.number).collect();
        assert_eq!((names.len(), numbers.len()), (CARDS.len(), CARDS.len()));
    }

    #[test]
    fn servers_name_cards() {
        assert_eq!(by_name("pm_card_visa").unwrap().number, "4242424242424242");
        assert_eq!(by_name("pm_card_chargeDeclined").unwrap().number, "4000000000000002");
        assert_eq!(by_name("pm_card_visa_chargeDeclined").unwrap().number, "4000000000000002");
        assert!(by_name("pm_card_nothing").is_none());
        assert!(by_name("visa").is_none());
    }

    #[test]
    fn declines_carry_their_codes() {
        let of = |number| refusal(by_number(number).unwrap().behaviour);
        assert_eq!(of("4000000000009995").unwrap().1, Some("insufficient_funds"));
        assert_eq!(of("4000000000000069").unwrap(), ("expired_card", None, "Your card has expired."));
        assert_eq!(of("4242424242424242"), None);
        assert_eq!(
            by_number("4000008260003178").unwrap().behaviour,
            Behaviour::Declines("insufficient_funds")
        );
    }

    #[test]
    fn wrong_digits_fail_the_check() {
        assert!(!passes_luhn("4242424242424241"));
        assert!(!passes_luhn("4242 4242"));
        assert!(!passes_luhn(""));
    }

    #[test]
    fn brands_follow_the_first_digits() {
        let brand = |number| by_number(number).unwrap().brand();
        assert_eq!(brand("4242424242424242"), "visa");
        assert_eq!(brand("5555555555554444"), "mastercard");
        assert_eq!(brand("2223003122003222"), "mastercard");
        assert_eq!(brand("378282246310005"), "amex");
    }
}
