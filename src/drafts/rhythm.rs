//! How often a sentence wants to be paid, and what is free before.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::note::{DraftNote, NoteCode};
use super::token::Tokens;

/// How often a subscription is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Every week.
    Week,
    /// Every month.
    Month,
    /// Every six months.
    SixMonths,
    /// Every year.
    Year,
}

impl Rhythm {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::SixMonths => "six_months",
            Self::Year => "year",
        }
    }
}

/// Phrases that say a rhythm wherever they stand.
const SAID: &[(&str, Rhythm)] = &[
    ("/ month", Rhythm::Month),
    ("/ mo", Rhythm::Month),
    ("per month", Rhythm::Month),
    ("every month", Rhythm::Month),
    ("each month", Rhythm::Month),
    ("/ luna", Rhythm::Month),
    ("pe luna", Rhythm::Month),
    ("in fiecare luna", Rhythm::Month),
    ("/ week", Rhythm::Week),
    ("per week", Rhythm::Week),
    ("every week", Rhythm::Week),
    ("/ saptamana", Rhythm::Week),
    ("pe saptamana", Rhythm::Week),
    ("in fiecare saptamana", Rhythm::Week),
    ("/ year", Rhythm::Year),
    ("per year", Rhythm::Year),
    ("every year", Rhythm::Year),
    ("/ an", Rhythm::Year),
    ("pe an", Rhythm::Year),
    ("in fiecare an", Rhythm::Year),
    ("every six months", Rhythm::SixMonths),
    ("every 6 months", Rhythm::SixMonths),
    ("/ 6 months", Rhythm::SixMonths),
    ("per 6 months", Rhythm::SixMonths),
    ("/ 6 luni", Rhythm::SixMonths),
    ("la 6 luni", Rhythm::SixMonths),
    ("la sase luni", Rhythm::SixMonths),
    ("pe 6 luni", Rhythm::SixMonths),
];
/// Words that say one behind a price, or where a subscription is named.
const MEANT: &[(&str, Rhythm)] = &[
    ("a month", Rhythm::Month),
    ("monthly", Rhythm::Month),
    ("lunar", Rhythm::Month),
    ("lunara", Rhythm::Month),
    ("a week", Rhythm::Week),
    ("weekly", Rhythm::Week),
    ("saptamanal", Rhythm::Week),
    ("saptamanala", Rhythm::Week),
    ("a year", Rhythm::Year),
    ("yearly", Rhythm::Year),
    ("annual", Rhythm::Year),
    ("annually", Rhythm::Year),
    ("anual", Rhythm::Year),
    ("anuala", Rhythm::Year),
    ("semestrial", Rhythm::SixMonths),
    ("half-yearly", Rhythm::SixMonths),
];
/// Rhythms that nobody can sell.
const OTHER: &[&str] = &[
    "/ day",
    "per day",
    "a day",
    "daily",
    "pe zi",
    "/ zi",
    "zilnic",
    "quarterly",
    "per quarter",
    "/ quarter",
    "trimestrial",
    "pe trimestru",
    "every two weeks",
    "every 3 months",
    "la 3 luni",
    "every two years",
    "per hour",
    "/ hour",
    "pe ora",
    "/ ora",
];
const SUBSCRIBED: &[&str] = &[
    "subscription",
    "subscribe",
    "membership",
    "abonament",
    "abonamentul",
    "abonamente",
    "recurring",
    "recurent",
];

/// Reads how often it is paid. `prices` are the pieces that prices stand in.
pub(super) fn read(
    tokens: &mut Tokens<'_>,
    prices: &[Range<usize>],
    notes: &mut Vec<DraftNote>,
) -> Option<Rhythm> {
    let subscribed = tokens.mentions(SUBSCRIBED);
    let behind = |index: usize| prices.iter().any(|price| price.end == index);
    let said: Vec<&str> = SAID.iter().map(|(phrase, _)| *phrase).collect();
    let meant: Vec<&str> = MEANT.iter().map(|(phrase, _)| *phrase).collect();
    let mut unsure = None;
    for index in 0..tokens.all.len() {
        if let Some((place, length)) = tokens.phrase(index, &said) {
            tokens.take(index..index + length);
            return Some(SAID[place].1);
        }
        if let Some((_, length)) = tokens.phrase(index, OTHER) {
            let leads = behind(index) || subscribed;
            if leads {
                notes.push(DraftNote::new(NoteCode::IntervalUnknown, tokens.written(index..index + length)));
                tokens.take(index..index + length);
                return None;
            }
        }
        if let Some((place, length)) = tokens.phrase(index, &meant) {
            let only_behind = tokens.word(index) == "a";
            if behind(index) {
                tokens.take(index..index + length);
                return Some(MEANT[place].1);
            }
            if subscribed && !only_behind {
                return Some(MEANT[place].1);
            }
            unsure = unsure.or((!only_behind).then(|| tokens.written(index..index + length)));
        }
    }
    if subscribed {
        notes.push(DraftNote::new(NoteCode::IntervalAssumed, ""));
        return Some(Rhythm::Month);
    }
    notes.extend(unsure.map(|text| DraftNote::new(NoteCode::IntervalUnsure, text)));
    None
}

const FREE: &[&str] = &["free", "trial", "gratuit", "gratuita", "gratuite", "gratis", "proba", "incercare"];
/// Words between and before them.
const AROUND: &[&str] = &[
    "of", "de", "first", "primele", "with", "cu", "a", "an", "o", "and", "si", "-", ",", "in", "period",
    "perioada",
];

/// Reads for how many days it is free: «14 days free», «a 7-day trial», «primele 14 zile gratuite».
pub(super) fn trial(tokens: &mut Tokens<'_>) -> Option<i64> {
    for index in 0..tokens.all.len() {
        if !tokens.is_new_number(index) {
            continue;
        }
        let mut end = index + 1 + usize::from(tokens.word(index + 1) == "-");
        let days = match tokens.word(end) {
            "day" | "days" | "zile" | "zi" => 1,
            "week" | "weeks" | "saptamani" | "saptamana" => 7,
            _ => continue,
        };
        end += 1;
        let Ok(count) = tokens.word(index).parse::<i64>() else { continue };
        let mut start = index;
        let known = |word: &str| FREE.contains(&word) || AROUND.contains(&word);
        let mut found = false;
        while known(tokens.word(end)) {
            found |= FREE.contains(&tokens.word(end));
            end += 1;
        }
        while start > 0 && known(tokens.word(start - 1)) && index - start < 4 {
            start -= 1;
            found |= FREE.contains(&tokens.word(start));
        }
        if found {
            tokens.take(start..end);
            return count.checked_mul(days);
        }
    }
    None
}
