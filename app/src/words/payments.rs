//! The list of payments.

use super::room;

room! {
    Payments {
        title: "Payments", "Plăți";
        amount: "Amount", "Suma";
        status: "Status", "Stare";
        buyer: "Buyer", "Cumpărător";
        link: "Link", "Link";
        date: "Date (UTC)", "Data (UTC)";
        all: "All", "Toate";
        empty_title: "No payments yet", "Încă nu ai plăți";
        empty_text:
            "Share a link. Every attempt to pay shows up here within seconds.",
            "Trimite un link. Fiecare încercare de plată apare aici în câteva secunde.";
        empty_filtered: "No payment is in this state.", "Nicio plată nu este în starea asta.";
        show_all: "Show all payments", "Arată toate plățile";
        filter: "Status", "Stare";
    }
}
