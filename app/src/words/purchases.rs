//! The buyer's own pages.

use super::room;

room! {
    Purchases {
        title: "Your purchases", "Cumpărăturile tale";
        bought_with: "Everything bought with {}.", "Tot ce s-a cumpărat cu {}.";
        none_title: "Nothing bought yet", "Încă nu ai cumpărat nimic";
        none_text:
            "Purchases made with this e-mail appear here. Did you pay with another one? Sign in with that one.",
            "Aici apar cumpărăturile făcute cu acest e-mail. Ai plătit cu altul? Intră cu acela.";
        from_seller: "from {}", "de la {}";
        refunded: "Refunded", "Bani înapoi";
        free: "Free", "Gratuit";
        receipt: "Receipt", "Chitanță";
        data: "Your data", "Datele tale";
        data_text:
            "Take what is kept of your purchases with you, or ask the sellers to erase it. They keep what the law makes them keep.",
            "Ia cu tine ce se păstrează despre cumpărăturile tale, sau cere-le vânzătorilor să șteargă. Ei păstrează ce le cere legea.";
        take: "Download my data", "Descarcă datele mele";
        erase: "Ask for erasure", "Cere ștergerea";
        erase_asked: "You asked for erasure on {}.", "Ai cerut ștergerea pe {}.";
        all_mine: "All my purchases", "Toate cumpărăturile mele";
        erasure_story: "Buyer asks to have their data erased", "Cumpărătorul cere ștergerea datelor";
    }
}
