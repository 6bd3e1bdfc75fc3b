//! What is paid again and again: for sellers, on the pay page, and afterwards.

use super::room;

room! {
    Subscription {
        kind: "How it is paid", "Cum se plătește";
        once: "Once", "O dată";
        again: "Subscription", "Abonament";
        interval: "How often", "Cât de des";
        week: "Every week", "În fiecare săptămână";
        month: "Every month", "În fiecare lună";
        six_months: "Every six months", "La fiecare șase luni";
        year: "Every year", "În fiecare an";
        trial_days: "Free days at the start", "Zile gratuite la început";
        trial_hint:
            "Left empty, the first charge is at once. Who has subscribed keeps their terms.",
            "Dacă lași gol, prima plată are loc imediat. Cine s-a abonat păstrează condițiile.";
        trial_from: "{} days free, then {} {} from {}.", "{} zile gratuite, apoi {} {} de la {}.";
        trial_plain: "{} days free, then {} {}.", "{} zile gratuite, apoi {} {}.";
        consent:
            "Charged {} until you cancel. You can cancel at any time.",
            "Se plătește {} până renunți. Poți renunța oricând.";
        consent_trial:
            "Then {} {} until you cancel. You can cancel at any time.",
            "Apoi {} {} până renunți. Poți renunța oricând.";
        today: "Due today", "De plătit azi";
        start: "Subscribe for {}", "Abonează-te cu {}";
        start_trial: "Start the free days", "Începe zilele gratuite";
        done_title: "You are subscribed", "Te-ai abonat";
        done_text: "We have written to {}.", "Ți-am scris la {}.";
        heading: "Your subscription", "Abonamentul tău";
        first_charge: "First charge", "Prima plată";
        next_charge: "Next charge", "Următoarea plată";
        ends: "Ends", "Se încheie";
        subscribers: "Subscribers", "Abonați";
        no_subscribers: "Nobody has subscribed yet.", "Încă nu s-a abonat nimeni.";
        subscriber: "Subscriber", "Abonat";
        state: "State", "Stare";
        next: "Next charge", "Următoarea plată";
        active: "Active", "Activ";
        trial: "Free days", "Zile gratuite";
        late: "Payment late", "Plată întârziată";
        ending: "Ends soon", "Se încheie";
        ended: "Ended", "Încheiat";
    }
}
