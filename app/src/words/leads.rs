//! Leads: who took what is free.

use super::room;

room! {
    Leads {
        title: "Leads", "Contacte";
        intro:
            "Whoever took something free. Nobody has proven these addresses.",
            "Cine a luat ceva gratuit. Adresele nu sunt verificate.";
        of_link: "Leads of {}", "Contactele pentru {}";
        latest: "Latest leads", "Contacte recente";
        all_of_link: "All leads of this link", "Toate contactele acestui link";
        nobody: "Nobody has taken it yet. Share the link.", "Încă nu l-a luat nimeni. Trimite linkul.";
        search: "E-mail, name, phone, link", "E-mail, nume, telefon, link";
        person: "Person", "Persoană";
        contact: "Contact", "Date de contact";
        unnamed: "No name", "Fără nume";
        converted: "Visitors who take it", "Vizitatori care îl iau";
        taken: "Taken", "Luate";
        by_day: "Taken by day", "Luate pe zile";
        all_time: "Of all time: {} taken", "De la început: {} luate";
        empty_title: "No leads yet", "Încă nu ai contacte";
        empty_text:
            "Make a link that costs nothing: whoever takes it shows up here.",
            "Fă un link gratuit: cine îl ia apare aici.";
    }
}
