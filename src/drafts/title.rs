//! What is left of a sentence when prices and wishes are read: the title, and the description.

use super::token::{Kind, Token, Tokens};

/// The longest title, characters.
const LONGEST: usize = 120;
/// Words that begin a wish for a link.
const VERBS: &[&str] = &[
    "please",
    "create",
    "make",
    "generate",
    "draft",
    "add",
    "sell",
    "selling",
    "i",
    "want",
    "need",
    "vreau",
    "creeaza",
    "creaza",
    "fa",
    "genereaza",
    "adauga",
    "vand",
    "vinde",
    "te",
    "am",
];
/// Words that such a wish goes on with.
const WISH: &[&str] = &[
    "to", "me", "a", "an", "the", "for", "my", "payment", "pay", "paylink", "link", "un", "o", "sa", "de",
    "plata", "pentru", "rog", "nevoie", "imi", "fac",
];
const NOUNS: &[&str] = &["link", "paylink", "payment"];
const ARTICLES: &[&str] = &["a", "an", "the", "un", "o"];
/// Words that lead to what was read, or from it, and mean nothing without.
const LEANING: &[&str] = &[
    "for", "at", "of", "with", "price", "priced", "pret", "pretul", "la", "cu", "de", "doar", "only",
    "numai", "costs", "cost", "costa", "si", "and", "from", "in", "per", "pentru", "is", "este", "to", "the",
    "a", "un", "o", "suma", "sum", "amount", "but", "dar", "or", "sau", "then", "apoi", "it", "that", "care",
];

/// Title and description.
pub(super) fn read(tokens: &Tokens<'_>) -> (String, String) {
    let sentences: Vec<String> = sentences(tokens)
        .enumerate()
        .map(|(index, sentence)| said(tokens.text, sentence, index == 0))
        .filter(|text| !text.is_empty())
        .collect();
    let Some((first, rest)) = sentences.split_first() else { return (String::new(), String::new()) };
    let title = shortened(first);
    let mut description: Vec<String> = rest.iter().map(|text| format!("{text}.")).collect();
    if title != *first {
        description.insert(0, format!("{first}."));
    }
    (title, description.join(" "))
}

/// The sentences: a full stop, an exclamation or question mark, or a new line ends one.
fn sentences<'t>(tokens: &'t Tokens<'_>) -> impl Iterator<Item = &'t [Token]> {
    let text = tokens.text;
    let all = &tokens.all;
    all.chunk_by(move |left, right| {
        let between = text.get(left.at.end..right.at.start).unwrap_or_default();
        let stop = matches!(left.folded.as_str(), "." | "!" | "?") && !between.is_empty();
        !stop && !between.contains('\n')
    })
}

/// A sentence without what was read in it, tidied.
fn said(text: &str, sentence: &[Token], first: bool) -> String {
    let sentence = if first { without_wish(sentence) } else { sentence };
    let comma = |token: &Token| {
        token.kind == Kind::Mark && matches!(token.folded.as_str(), "," | ";" | "." | "!" | "?" | "(" | ")")
    };
    let clauses = sentence.split(comma).map(|clause| {
        let kept: Vec<&Token> = clause.iter().filter(|token| !token.read).collect();
        let cut = kept.len() < clause.len();
        joined(text, tidied(&kept, cut))
    });
    let clauses: Vec<String> = clauses.filter(|clause| !clause.is_empty()).collect();
    capital(&clauses.join(", "))
}

/// A sentence behind «create a payment link for a».
fn without_wish(sentence: &[Token]) -> &[Token] {
    let word = |index: usize| sentence.get(index).map_or("", |token| token.folded.as_str());
    let named = NOUNS.contains(&word(0)) && WISH.contains(&word(1));
    let mut start = 0;
    if VERBS.contains(&word(0)) || named {
        while VERBS.contains(&word(start))
            || WISH.contains(&word(start))
            || word(start) == "new" && NOUNS.contains(&word(start + 1))
        {
            start += 1;
        }
    }
    while ARTICLES.contains(&word(start)) {
        start += 1;
    }
    sentence.get(start..).unwrap_or_default()
}

/// A clause without the marks at its ends and, where something was read in it, without the words that led there.
fn tidied<'t, 's>(mut clause: &'s [&'t Token], cut: bool) -> &'s [&'t Token] {
    let idle = |token: &Token| {
        token.kind == Kind::Mark && !matches!(token.folded.as_str(), "\"" | "”" | "„" | "“" | "'" | "#" | "&")
            || cut && LEANING.contains(&token.folded.as_str())
    };
    while let Some((last, rest)) = clause.split_last()
        && idle(last)
    {
        clause = rest;
    }
    let mark = |token: &Token| {
        token.kind == Kind::Mark && matches!(token.folded.as_str(), "-" | "–" | "—" | ":" | "/" | "=")
    };
    while let Some((first, rest)) = clause.split_first()
        && (mark(first)
            || cut && matches!(first.folded.as_str(), "and" | "si" | "with" | "cu" | "for" | "pentru"))
    {
        clause = rest;
    }
    clause
}

/// The pieces as they were written, one space where there were several.
fn joined(text: &str, clause: &[&Token]) -> String {
    let mut said = String::new();
    let mut end = None;
    for token in clause {
        if end.is_some_and(|end| end != token.at.start) {
            said.push(' ');
        }
        said.push_str(text.get(token.at.clone()).unwrap_or_default());
        end = Some(token.at.end);
    }
    said
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// At most as long as a title may be, cut between words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONGEST).collect();
    let whole = head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole);
    whole.trim_end_matches([',', ' ']).to_owned()
}
