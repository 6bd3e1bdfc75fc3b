//! The prices of a sentence: numbers with a currency beside them, and what stands before them.

use std::ops::Range;

use super::note::{DraftNote, NoteCode};
use super::token::{Kind, Tokens};
use crate::money::{Currency, parse_typed};

/// What stands before a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// The price itself.
    Exact,
    /// The least.
    Least,
    /// The most.
    Most,
}

/// A price of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Price {
    pub(super) minor: i64,
    /// None when none is named beside it.
    pub(super) currency: Option<Currency>,
    pub(super) bound: Bound,
    /// The pieces that say it.
    pub(super) at: Range<usize>,
}

const LEAST: &[&str] = &[
    "from",
    "at least",
    "minimum",
    "min",
    "starting at",
    "starting from",
    "de la",
    "minim",
    "cel putin",
    "incepand de la",
    "incepand cu",
    "macar",
];
const MOST: &[&str] = &["up to", "at most", "maximum", "max", "maxim", "cel mult", "pana la"];
/// Words that only a price follows.
const PRICED: &[&str] = &[
    "at", "for", "price", "pret", "pretul", "costs", "cost", "costa", "la", "cu", "doar", "only", "numai",
    "is", "este",
];
/// What makes of a number another one.
const MULTIPLIED: &[&str] =
    &["k", "mii", "thousand", "mil", "million", "milioane", "bani", "cents", "pence", "grand"];
const FOREIGN: &[&str] = &[
    "chf", "huf", "pln", "czk", "jpy", "sek", "nok", "dkk", "bgn", "try", "uah", "mdl", "rsd", "cad", "aud",
    "cny", "inr", "forint", "forinti", "zloti", "leva", "yen", "yeni", "franci", "francs", "koruna",
    "coroane", "rubles", "ruble", "btc", "eth", "¥", "₽", "₴", "₺", "₹",
];

/// The currency that a word names.
pub(super) fn currency(word: &str) -> Option<Currency> {
    Some(match word {
        "ron" | "lei" | "leu" | "leul" => Currency::Ron,
        "eur" | "euro" | "euros" | "€" => Currency::Eur,
        "gbp" | "pound" | "pounds" | "£" | "lire" => Currency::Gbp,
        "usd" | "dollar" | "dollars" | "dolari" | "dolar" | "$" => Currency::Usd,
        _ => return None,
    })
}

/// Reads every price with a currency; without any, the one number that can only be a price.
pub(super) fn read(tokens: &mut Tokens<'_>, notes: &mut Vec<DraftNote>) -> Vec<Price> {
    let mut prices = Vec::new();
    for index in 0..tokens.all.len() {
        if tokens.is_new_number(index) {
            prices.extend(named(tokens, index, notes));
        }
    }
    if prices.is_empty() && notes.is_empty() {
        prices.extend(bare(tokens, notes));
    }
    pair(tokens, &mut prices);
    prices
}

/// The price at this number, when a currency stands beside it.
fn named(tokens: &mut Tokens<'_>, index: usize, notes: &mut Vec<DraftNote>) -> Option<Price> {
    let mut note = |tokens: &mut Tokens<'_>, code, at: Range<usize>| {
        notes.push(DraftNote::new(code, tokens.written(at.clone())));
        tokens.take(at);
        None
    };
    let mut end = index + 1;
    if tokens.word(end) == "%" {
        return note(tokens, NoteCode::NotUnderstood, index..end + 1);
    }
    let multiplied = MULTIPLIED.contains(&tokens.word(end));
    end += usize::from(multiplied);
    end += usize::from(tokens.word(end) == "de" && currency(tokens.word(end + 1)).is_some());
    let (before, after) = (tokens.before(index, 1), tokens.word(end));
    let ahead = currency(before).filter(|_| index > 0 && !tokens.all[index - 1].read);
    let found = currency(after).or(ahead);
    let foreign = FOREIGN.contains(&after) || FOREIGN.contains(&before);
    let start = if currency(after).is_none() && (found.is_some() || FOREIGN.contains(&before)) {
        index - 1
    } else {
        index
    };
    end += usize::from(currency(after).is_some() || FOREIGN.contains(&after));
    end += usize::from(tokens.word(end).starts_with("sterlin"));
    if foreign {
        return note(tokens, NoteCode::CurrencyUnknown, start..end);
    }
    let money = found.is_some() || multiplied && ["bani", "cents", "pence"].contains(&tokens.word(index + 1));
    if !money {
        return None;
    }
    match parse_typed(tokens.written(index..index + 1), "amount") {
        Ok(minor) if !multiplied && tokens.before(start, 1) != "-" => {
            tokens.take(start..end);
            Some(Price { minor, currency: found, bound: bound(tokens, start), at: start..end })
        }
        _ => note(tokens, NoteCode::AmountUnclear, start..end),
    }
}

/// What stands before a price; its words are read with it, and so are those that only lead to it.
fn bound(tokens: &mut Tokens<'_>, start: usize) -> Bound {
    for (bound, phrases) in [(Bound::Least, LEAST), (Bound::Most, MOST)] {
        for back in [3, 2, 1] {
            let Some(from) = start.checked_sub(back) else { continue };
            if tokens.phrase(from, phrases).is_some_and(|(_, length)| length == back) {
                tokens.take(from..start);
                return bound;
            }
        }
    }
    if let Some(from) = start.checked_sub(1)
        && PRICED.contains(&tokens.word(from))
    {
        tokens.take(from..start);
    }
    Bound::Exact
}

/// The one number without a currency that can only be a price: it ends its clause, and leads to nothing counted.
fn bare(tokens: &mut Tokens<'_>, notes: &mut Vec<DraftNote>) -> Option<Price> {
    let ends = |index: usize| {
        let next = tokens.all.get(index + 1);
        next.is_none_or(|next| {
            next.kind == Kind::Mark
                || next.read
                || ["per", "pe", "monthly", "lunar"].contains(&next.folded.as_str())
        })
    };
    let leads = |index: usize| {
        let before = tokens.before(index, 1);
        PRICED.contains(&before) || matches!(before, "," | ":" | "=" | "-" | "–") || LEAST.contains(&before)
    };
    let mut found =
        (0..tokens.all.len()).filter(|index| tokens.is_new_number(*index) && ends(*index) && leads(*index));
    let (Some(index), None) = (found.next(), found.next()) else { return None };
    let text = tokens.written(index..index + 1);
    let Ok(minor) = parse_typed(text, "amount") else {
        notes.push(DraftNote::new(NoteCode::AmountUnclear, text));
        tokens.take(index..index + 1);
        return None;
    };
    tokens.take(index..index + 1);
    notes.push(DraftNote::new(NoteCode::CurrencyAssumed, ""));
    Some(Price { minor, currency: None, bound: bound(tokens, index), at: index..index + 1 })
}

/// «Between 50 and 200 lei», «50-200 lei»: the first has the currency of the second.
fn pair(tokens: &mut Tokens<'_>, prices: &mut Vec<Price>) {
    let Some(second) = prices.first().filter(|price| price.currency.is_some()).cloned() else { return };
    let Some(index) = second.at.start.checked_sub(2) else { return };
    let joined = matches!(tokens.word(index + 1), "and" | "si" | "-" | "–" | "to" | "la");
    if !joined || !tokens.is_new_number(index) {
        return;
    }
    let Ok(minor) = parse_typed(tokens.written(index..index + 1), "amount") else { return };
    let opened = matches!(tokens.before(index, 1), "between" | "intre" | "from");
    let start = if opened { index - 1 } else { index };
    tokens.take(start..second.at.start);
    prices[0].bound = Bound::Most;
    prices.insert(0, Price { minor, bound: Bound::Least, at: start..index + 1, ..second });
}
