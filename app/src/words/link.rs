//! One link: how it sells, its facts, its payments.

use super::room;

room! {
    Link {
        all_time: "Of all time: {} from {} payments", "De la început: {} din {} plăți";
        started: "Started to pay", "Au început plata";
        abandoned: "Left unpaid", "Au renunțat";
        payments: "Recent payments", "Plăți recente";
        all_payments: "All payments of this link", "Toate plățile acestui link";
        no_payments: "Nobody has paid yet. Share the link.", "Încă nu a plătit nimeni. Trimite linkul.";
        facts: "Facts", "Date";
        address: "Address", "Adresa";
        description: "Description", "Descriere";
        asks: "Asks for", "Întreabă";
        sold: "Sold", "Vândute";
        sold_of: "{} of {}", "{} din {}";
        thank_you: "Thank-you message", "Mesaj de mulțumire";
        disabled_message: "While it is off", "Cât este oprit";
        success_url: "Afterwards", "După plată";
        cancel_url: "Way back", "Drumul înapoi";
        created: "Created", "Creat";
        updated: "Last changed", "Schimbat ultima dată";
        revision: "Version", "Versiunea";
        happened: "What happened", "Ce s-a întâmplat";
        story_created: "Link created", "Linkul a fost creat";
        story_updated: "Link changed", "Linkul a fost schimbat";
        story_enabled: "Turned on", "Pornit";
        story_disabled: "Turned off", "Oprit";
    }
}
