//! The words of documents, in both languages on one line.

use crate::language::Language;

macro_rules! words {
    ($($word:ident: $en:literal, $ro:literal;)*) => {
        /// The words of one language.
        #[derive(Debug)]
        #[allow(missing_docs, clippy::struct_field_names, reason = "each word is its own explanation")]
        pub(crate) struct Words {
            $(pub(crate) $word: &'static str,)*
        }

        static EN: Words = Words { $($word: $en,)* };
        static RO: Words = Words { $($word: $ro,)* };
    };
}

words! {
    receipt: "Receipt", "Chitanță";
    number: "no. {}", "nr. {}";
    seller: "Seller", "Vânzător";
    buyer: "Buyer", "Cumpărător";
    date: "Date", "Data";
    card: "Card", "Card";
    paid: "Paid", "Plătit";
    discount: "Discount {}", "Reducere {}";
    tax: "Tax", "TVA";
    tax_inside: "Tax in the price", "TVA inclus în preț";
    surcharge: "Service fee", "Comision de serviciu";
    given_back: "Given back", "Dat înapoi";
    left: "Left with the seller", "Rămas la vânzător";
    no_invoice:
        "This confirms the payment. It is not a tax invoice.",
        "Confirmă plata. Nu ține loc de factură fiscală.";
    invoice: "Invoice", "Factură";
    issued: "Issued", "Emisă";
    paid_by: "Paid by", "Plătită cu";
    corrected: "Corrected", "Corectată";
    tax_id: "Tax id", "CUI";
    number_note: "Payment receipt {}.", "Chitanța plății {}.";
    trial: "Sandbox: no money moved.", "Mediu de test: nu s-au mișcat bani.";
}

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &EN,
        Language::Ro => &RO,
    }
}
