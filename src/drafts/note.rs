//! What a draft took for granted, or did not understand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! notes {
    ($($name:ident = $sentence:literal;)*) => {
        /// What a draft took for granted, or did not understand.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum NoteCode {
            $(#[doc = $sentence] $name,)*
        }

        impl NoteCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            const fn template(self) -> &'static str {
                match self { $(Self::$name => $sentence),* }
            }
        }
    };
}

notes! {
    TitleMissing = "The sentence does not say what is sold.";
    AmountMissing = "The sentence names no price.";
    AmountUnclear = "“{}” can be read as more than one amount: write the price yourself.";
    AmountSeveral = "There is more than one price; “{}” was not used.";
    AmountOutOfRange = "“{}” is not an amount that cards can pay.";
    CurrencyAssumed = "No currency is named: your usual one stands here.";
    CurrencyUnknown = "“{}” is not in a currency that can be sold in: use RON, EUR, GBP or USD.";
    IntervalAssumed = "The sentence does not say how often: every month stands here.";
    IntervalUnknown = "“{}” is not a rhythm that can be sold: use a week, a month, six months or a year.";
    IntervalUnsure = "“{}” may be a rhythm: one payment stands here.";
    NotUnderstood = "“{}” was not understood.";
    ModelUnavailable = "The language model gave no usable answer: the built-in drafter wrote this.";
}

impl NoteCode {
    /// The English sentence, with `text` in its place.
    #[must_use]
    pub fn sentence(self, text: &str) -> String {
        self.template().replace("{}", text)
    }
}

/// One thing that a draft took for granted, or did not understand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DraftNote {
    /// Which.
    pub code: NoteCode,
    /// The sentence to a person, in English.
    pub message: String,
    /// The words of the sentence that it is about; empty when it is about none.
    pub text: String,
}

impl DraftNote {
    /// The note about these words.
    #[must_use]
    pub fn new(code: NoteCode, text: &str) -> Self {
        Self { code, message: code.sentence(text), text: text.to_owned() }
    }
}
