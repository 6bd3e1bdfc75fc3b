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
        orders: "Orders", "Comenzi";
        subscriptions: "Subscriptions", "Abonamente";
        until: "Lasts until {}", "Durează până la {}";
        ended_on: "Ended on {}", "S-a încheiat pe {}";
        next: "Next charge on {}", "Următoarea plată pe {}";
        first: "First charge on {}", "Prima plată pe {}";
        paid_late: "The last payment did not go through. Change the card and it is tried again.",
            "Ultima plată nu a reușit. Schimbă cardul și se încearcă din nou.";
        end: "Cancel", "Renunță";
        end_question: "Cancel {}?", "Renunți la {}?";
        end_question_until: "Cancel {} as of {}?", "Renunți la {} din {}?";
        end_detail:
            "You keep it until the time you have paid for is over, and nothing more is charged. Until then you can take this back.",
            "Îl păstrezi până se termină perioada plătită și nu se mai plătește nimic. Până atunci te poți răzgândi.";
        end_submit: "Cancel subscription", "Renunță la abonament";
        end_keep: "Keep it", "Păstrează-l";
        go_on: "Keep subscription", "Păstrează abonamentul";
        go_on_named: "Keep {}", "Păstrează {}";
        card: "Change card", "Schimbă cardul";
        card_title: "Another card", "Alt card";
        card_text: "{} is charged to this card from now on.",
            "De acum {} se plătește cu acest card.";
        card_now: "Present card", "Cardul de acum";
        card_submit: "Use this card", "Folosește acest card";
        card_kept: "The card was kept. One step is left.", "Cardul a fost păstrat. Mai e un pas.";
        card_noscript: "Card fields are Stripe’s own and need JavaScript.",
            "Câmpurile pentru card sunt ale Stripe și au nevoie de JavaScript.";
        back: "Back to your purchases", "Înapoi la cumpărături";
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
