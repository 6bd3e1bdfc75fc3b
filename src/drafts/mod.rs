//! Drafts of links from a sentence. The reader here is ours: it knows amounts, currencies, rhythms and kinds in
//! English and Romanian, and says what it did not understand. A language model may write title and description
//! in its place and choose among what the sentence says; what it says of money is never believed by itself.
//! Nothing is saved.

mod model;
mod note;
mod operations;
mod price;
mod rhythm;
mod title;
mod token;

pub use self::note::{DraftNote, NoteCode};
pub use self::operations::{DraftPayLink, DraftedBy, PayLinkDraft};
use self::price::{Bound, Price};
pub use self::rhythm::Rhythm;
use self::token::Tokens;
use crate::money::{Currency, Money};

/// How the price of a draft comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pricing {
    /// The seller's own.
    #[default]
    Fixed,
    /// The buyer's choice.
    Open,
    /// None.
    Free,
}

/// A link as a sentence describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) pricing: Pricing,
    /// The price, or the least of it; minor units.
    pub(crate) amount_minor: Option<i64>,
    pub(crate) max_amount_minor: Option<i64>,
    pub(crate) suggested_amounts_minor: Vec<i64>,
    /// None for the seller's usual one.
    pub(crate) currency: Option<Currency>,
    /// None for one payment.
    pub(crate) rhythm: Option<Rhythm>,
    pub(crate) trial_days: Option<i64>,
    pub(crate) digital: bool,
    pub(crate) max_uses: Option<i64>,
    pub(crate) notes: Vec<DraftNote>,
}

const OPEN: &[&str] = &[
    "pay what you want",
    "pay what you like",
    "pay what you can",
    "pay-what-you-want",
    "name your price",
    "name your own price",
    "choose your price",
    "cat vrei",
    "cat doresti",
    "cat vor",
    "cat doresc",
    "pret liber",
    "suma libera",
    "platesti cat vrei",
];
const GIVEN: &[&str] =
    &["donation", "donations", "donate", "donatie", "donatii", "doneaza", "tip jar", "bacsis"];
const FREE: &[&str] = &["free", "gratuit", "gratuita", "gratuite", "gratis"];
const DIGITAL: &[&str] = &[
    "ebook",
    "e-book",
    "ebooks",
    "pdf",
    "pdfs",
    "download",
    "downloads",
    "downloadable",
    "template",
    "templates",
    "preset",
    "presets",
    "plugin",
    "software",
    "license",
    "licence",
    "wallpaper",
    "font",
    "mp3",
    "zip",
    "digital",
    "descarcare",
    "descarca",
    "carte digitala",
    "carte electronica",
    "sablon",
    "sabloane",
    "licenta",
    "fisier",
    "fisiere",
    "digitala",
];
const PLACES: &[&str] = &[
    "seats",
    "places",
    "spots",
    "tickets",
    "copies",
    "pieces",
    "buyers",
    "customers",
    "people",
    "locuri",
    "bilete",
    "exemplare",
    "bucati",
    "cumparatori",
    "clienti",
    "persoane",
];
const LIMITING: &[&str] = &[
    "only",
    "limited to",
    "first",
    "just",
    "doar",
    "numai",
    "primii",
    "primele",
    "limitat la",
    "limita",
    "maximum",
    "maxim",
    "max",
];
const WINDOWS: &[&str] =
    &["until", "till", "starting on", "opens", "closing", "closes", "pana pe", "pana la", "pana duminica"];

/// Reads a sentence.
pub(crate) fn read(sentence: &str) -> Draft {
    let mut tokens = Tokens::of(sentence);
    let mut draft = Draft { trial_days: rhythm::trial(&mut tokens), ..Draft::default() };
    let open = open(&mut tokens);
    draft.max_uses = places(&mut tokens);
    let prices = price::read(&mut tokens, &mut draft.notes);
    let places: Vec<_> = prices.iter().map(|price| price.at.clone()).collect();
    draft.rhythm = rhythm::read(&mut tokens, &places, &mut draft.notes);
    windows(&mut tokens, &mut draft.notes);
    settle(&mut draft, &tokens, &prices, open);
    draft.digital = tokens.mentions(DIGITAL);
    (draft.title, draft.description) = title::read(&tokens);
    if draft.title.is_empty() {
        draft.notes.insert(0, DraftNote::new(NoteCode::TitleMissing, ""));
    }
    draft
}

/// Every price of a sentence: minor units, and the currency beside it. What a model says must be one of them.
pub(crate) fn prices(sentence: &str) -> Vec<(i64, Option<Currency>)> {
    let mut tokens = Tokens::of(sentence);
    rhythm::trial(&mut tokens);
    places(&mut tokens);
    let prices = price::read(&mut tokens, &mut Vec::new());
    prices.into_iter().map(|price| (price.minor, price.currency)).collect()
}

/// Whether buyers choose what they pay.
fn open(tokens: &mut Tokens<'_>) -> bool {
    for index in 0..tokens.all.len() {
        if let Some((_, length)) = tokens.phrase(index, OPEN) {
            tokens.take(index..index + length);
            return true;
        }
    }
    tokens.mentions(GIVEN)
}

/// How often it sells: «only 10 places», «primii 50 de cumpărători».
fn places(tokens: &mut Tokens<'_>) -> Option<i64> {
    for index in 0..tokens.all.len() {
        let Some((_, length)) = tokens.phrase(index, LIMITING) else { continue };
        let number = index + length;
        let noun = number + 1 + usize::from(tokens.word(number + 1) == "de");
        if tokens.is_new_number(number) && PLACES.contains(&tokens.word(noun)) {
            let count = tokens.word(number).parse().ok()?;
            tokens.take(index..noun + 1);
            return Some(count);
        }
    }
    None
}

/// Says which times were not read.
fn windows(tokens: &mut Tokens<'_>, notes: &mut Vec<DraftNote>) {
    for index in 0..tokens.all.len() {
        if tokens.all[index].read || tokens.phrase(index, WINDOWS).is_none() {
            continue;
        }
        let rest = tokens.all[index..]
            .iter()
            .take_while(|token| !token.read && ![",", ".", ";"].contains(&token.folded.as_str()));
        let end = index + rest.count();
        notes.push(DraftNote::new(NoteCode::NotUnderstood, tokens.written(index..end)));
        tokens.take(index..end);
    }
}

/// Makes one price of what was read.
fn settle(draft: &mut Draft, tokens: &Tokens<'_>, prices: &[Price], open: bool) {
    draft.currency = prices.iter().find_map(|price| price.currency);
    let bounded = prices.iter().any(|price| price.bound != Bound::Exact) && draft.rhythm.is_none();
    if prices.is_empty() && !open && draft.rhythm.is_none() && tokens.mentions(FREE) {
        draft.pricing = Pricing::Free;
        return;
    }
    if open || bounded && prices.len() <= 2 {
        draft.pricing = Pricing::Open;
    }
    for price in prices {
        let text = tokens.written(price.at.clone());
        let money = Money::new(price.minor, price.currency.or(draft.currency).unwrap_or_default());
        if money.chargeable("amount").is_err() {
            draft.notes.push(DraftNote::new(NoteCode::AmountOutOfRange, text));
        } else if price.currency != draft.currency || !draft.place(price) {
            draft.notes.push(DraftNote::new(NoteCode::AmountSeveral, text));
        }
    }
    let said = draft.notes.iter().any(|note| {
        matches!(note.code, NoteCode::AmountUnclear | NoteCode::AmountOutOfRange | NoteCode::CurrencyUnknown)
    });
    if draft.pricing == Pricing::Fixed && draft.amount_minor.is_none() && !said {
        draft.notes.push(DraftNote::new(NoteCode::AmountMissing, ""));
    }
}

impl Draft {
    /// Puts a price in its place; tells whether there was one.
    fn place(&mut self, price: &Price) -> bool {
        let (open, minor) = (self.pricing == Pricing::Open, price.minor);
        match price.bound {
            Bound::Most if open && self.max_amount_minor.is_none() => self.max_amount_minor = Some(minor),
            Bound::Exact if open && self.suggested_amounts_minor.len() < 3 => {
                self.suggested_amounts_minor.push(minor);
            }
            _ if self.amount_minor.is_none() && !(open && price.bound == Bound::Exact) => {
                self.amount_minor = Some(minor);
            }
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests;
