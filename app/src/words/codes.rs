//! Promotion codes: their pages, and their field on the pay page.

use super::room;

room! {
    Codes {
        title: "Promotion codes", "Coduri promoționale";
        nav: "Codes", "Coduri";
        new: "New code", "Cod nou";
        empty_title: "No codes yet", "Încă nu ai coduri";
        empty_text:
            "A code takes something off for whoever writes it on the pay page.",
            "Un cod scade ceva pentru cine îl scrie pe pagina de plată.";
        code: "Promotion code", "Cod promoțional";
        code_hint:
            "3 to 32 letters, digits, hyphens. Buyers may write it small.",
            "3 până la 32 de litere, cifre, cratime. Se poate scrie și cu litere mici.";
        ask: "I have a promotion code", "Am un cod promoțional";
        apply: "Apply", "Aplică";
        applied: "Applied.", "Aplicat.";
        off: "Takes off", "Scade";
        kind: "Kind of discount", "Felul reducerii";
        percent: "Percent", "Procent";
        amount: "Amount", "Sumă";
        percent_hint: "From 1 to 99.", "De la 1 la 99.";
        amount_hint: "Only for links in this currency.", "Doar pentru linkuri în moneda aceasta.";
        limits: "How often", "De câte ori";
        max_uses: "For the first so many buyers", "Pentru primii cumpărători";
        max_uses_hint:
            "Left empty, as often as somebody uses it. A use is kept for 30 minutes while somebody pays.",
            "Dacă lași gol, oricât. O folosire se păstrează 30 de minute cât plătește cineva.";
        max_per_buyer: "How many times for one buyer", "De câte ori pentru un cumpărător";
        max_per_buyer_hint: "Known by their e-mail.", "Recunoscut după e-mail.";
        first_purchase: "Only for first purchases", "Doar la prima cumpărătură";
        first_purchase_hint:
            "Who has bought from you before cannot use it.",
            "Cine a mai cumpărat de la tine nu îl poate folosi.";
        when: "When", "Când";
        starts: "Begins", "Începe";
        ends: "Ends", "Se termină";
        links: "For which links", "Pentru ce linkuri";
        links_hint: "None ticked: for all.", "Niciunul bifat: pentru toate.";
        active: "Buyers can use it", "Cumpărătorii îl pot folosi";
        create: "Create code", "Creează codul";
        used: "Used", "Folosit";
        used_of: "{} of {}", "{} din {}";
        until: "Until", "Până la";
        is_active: "Active", "Activ";
        is_inactive: "Off", "Oprit";
        is_not_started: "Not begun", "Neînceput";
        is_ended: "Ended", "Terminat";
        is_used_up: "Used up", "Epuizat";
    }
}
