//! Finding anything.

use super::room;

room! {
    Search {
        title: "Search", "Caută";
        hint: "Page, link, buyer, last 4 digits, number", "Pagină, link, cumpărător, ultimele 4 cifre, număr";
        places: "Pages", "Pagini";
        deeds: "Actions", "Acțiuni";
        links: "Links", "Linkuri";
        payments: "Payments", "Plăți";
        nothing: "Nothing found for “{}”.", "Nimic pentru „{}”.";
    }
}
