//! The list of payments.

use super::room;

room! {
    Payments {
        title: "Payments", "Plăți";
        search: "Buyer, link, card, number", "Nume, link, card, număr";
        amount: "Amount", "Suma";
        status: "Status", "Stare";
        buyer: "Buyer", "Cumpărător";
        link: "Link", "Link";
        card: "Card", "Card";
        day: "Date", "Data";
        date: "Date (UTC)", "Data (UTC)";
        currency: "Currency", "Moneda";
        any: "Any", "Oricare";
        range: "{} to {}", "{} până la {}";
        range_from: "from {}", "de la {}";
        range_to: "up to {}", "până la {}";
        back: "given back", "dat înapoi";
        export: "Export CSV", "Exportă CSV";
        wrong_filter:
            "Nothing is shown until the marked filter is right.",
            "Nu arătăm nimic până nu corectezi filtrul marcat.";
        empty_title: "No payments yet", "Încă nu ai plăți";
        empty_text:
            "Share a link. Every attempt to pay shows up here within seconds.",
            "Trimite un link. Fiecare încercare de plată apare aici în câteva secunde.";
        empty_trial:
            "Make a test payment: open a pay page and pay with card 4242 4242 4242 4242, any later date and any CVC. It shows up here within seconds.",
            "Fă o plată de probă: deschide o pagină de plată și plătește cu cardul 4242 4242 4242 4242, orice dată viitoare și orice CVC. Apare aici în câteva secunde.";
        empty_no_link:
            "Payments come through links. Make the first one, then share it.",
            "Plățile vin prin linkuri. Fă-l pe primul, apoi trimite-l.";
        try_it: "Open a pay page", "Deschide o pagină de plată";
        share: "Go to the links", "Mergi la linkuri";
        make_link: "Make a link", "Fă un link";
        empty_filtered: "No payment matches these filters.", "Nicio plată nu trece de filtrele astea.";
        look_further:
            "None of the payments looked at so far matches. Look further, or clear the filters.",
            "Niciuna dintre plățile căutate până acum nu se potrivește. Caută mai departe sau șterge filtrele.";
        show_all: "Clear the filters", "Șterge filtrele";
    }
}
