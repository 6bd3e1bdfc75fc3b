//! Money, dates and cards as people read them, for mails and pages alike. Numbers and dates follow the
//! reader's language; a no-break space holds a figure together.

use std::fmt::Write as _;

use crate::clock::Timestamp;
use crate::language::Language;
use crate::money::Money;

/// Holds together what a line's end must not part.
pub(crate) const NO_BREAK: char = '\u{a0}';
const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_RO: [&str; 12] =
    ["ian.", "feb.", "mar.", "apr.", "mai", "iun.", "iul.", "aug.", "sept.", "oct.", "nov.", "dec."];
const FULL_MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FULL_MONTHS_RO: [&str; 12] = [
    "ianuarie",
    "februarie",
    "martie",
    "aprilie",
    "mai",
    "iunie",
    "iulie",
    "august",
    "septembrie",
    "octombrie",
    "noiembrie",
    "decembrie",
];

/// The figure alone: `4,799.00` or `4.799,00`.
#[must_use]
pub fn figure(amount: Money, language: Language) -> String {
    let (group, point) = match language {
        Language::En => (',', '.'),
        Language::Ro => ('.', ','),
    };
    let units = amount.minor.unsigned_abs();
    let whole = (units / 100).to_string();
    let mut text = String::new();
    if amount.minor < 0 {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text.push(point);
    let _ = write!(text, "{:02}", units % 100);
    text
}

/// The figure with its currency: `4,799.00 RON`.
#[must_use]
pub fn money(amount: Money, language: Language) -> String {
    format!("{}{NO_BREAK}{}", figure(amount, language), amount.currency)
}

/// A moment to the minute in UTC: `21 Nov 2026, 14:32 UTC`.
#[must_use]
pub fn moment(at: Timestamp, language: Language) -> String {
    let time = at.utc();
    format!("{}, {:02}:{:02}{NO_BREAK}UTC", day(at, language), time.hour(), time.minute())
}

/// A moment as receipts write it, in UTC: `21 November 2026, 14:32 UTC`.
#[must_use]
pub fn full_moment(at: Timestamp, language: Language) -> String {
    let time = at.utc();
    format!("{}, {:02}:{:02}{NO_BREAK}UTC", date(at, full_months(language)), time.hour(), time.minute())
}

/// The name of a month, from 1.
#[must_use]
pub fn full_month(language: Language, month: u8) -> &'static str {
    full_months(language).get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default()
}

const fn full_months(language: Language) -> &'static [&'static str; 12] {
    match language {
        Language::En => &FULL_MONTHS_EN,
        Language::Ro => &FULL_MONTHS_RO,
    }
}

/// A day in UTC: `21 Nov 2026`.
#[must_use]
pub fn day(at: Timestamp, language: Language) -> String {
    date(
        at,
        match language {
            Language::En => &MONTHS_EN,
            Language::Ro => &MONTHS_RO,
        },
    )
}

/// A day as mails and pages of thanks write it, in UTC: `21 November 2026`.
#[must_use]
pub fn full_day(at: Timestamp, language: Language) -> String {
    date(
        at,
        match language {
            Language::En => &FULL_MONTHS_EN,
            Language::Ro => &FULL_MONTHS_RO,
        },
    )
}

fn date(at: Timestamp, months: &[&str; 12]) -> String {
    let time = at.utc();
    let month = months.get(usize::from(u8::from(time.month())) - 1).copied().unwrap_or_default();
    format!("{}{NO_BREAK}{month}{NO_BREAK}{}", time.day(), time.year())
}

/// A card by its brand and last four digits: `Visa •••• 4242`.
#[must_use]
pub fn card(brand: Option<&str>, last4: Option<&str>) -> Option<String> {
    let last4 = last4?;
    let brand = match brand.unwrap_or_default() {
        "visa" => "Visa",
        "mastercard" => "Mastercard",
        "amex" => "American Express",
        "discover" => "Discover",
        "diners" => "Diners Club",
        "jcb" => "JCB",
        "unionpay" => "UnionPay",
        _ => "Card",
    };
    Some(format!("{brand}{NO_BREAK}••••{NO_BREAK}{last4}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn figures_follow_the_language() {
        let amount = Money::new(479_900, Currency::Ron);
        assert_eq!(money(amount, Language::En), "4,799.00\u{a0}RON");
        assert_eq!(money(amount, Language::Ro), "4.799,00\u{a0}RON");
        assert_eq!(figure(Money::new(-5, Currency::Eur), Language::En), "−0.05");
        assert_eq!(figure(Money::new(123_456_789, Currency::Eur), Language::Ro), "1.234.567,89");
    }

    #[test]
    fn dates_follow_the_language() {
        let at = Timestamp(1_771_322_400_005);
        assert_eq!(moment(at, Language::En), "17\u{a0}Feb\u{a0}2026, 10:00\u{a0}UTC");
        assert_eq!(day(at, Language::Ro), "17\u{a0}feb.\u{a0}2026");
        assert_eq!(full_moment(at, Language::En), "17\u{a0}February\u{a0}2026, 10:00\u{a0}UTC");
        assert_eq!(full_moment(at, Language::Ro), "17\u{a0}februarie\u{a0}2026, 10:00\u{a0}UTC");
    }
}
