//! Words that many pages share.

use super::room;

room! {
    Shared {
        skip: "Skip to content", "Sari la conținut";
        optional: "optional", "opțional";
        save: "Save changes", "Salvează";
        copy: "Copy", "Copiază";
        copied: "Copied", "Copiat";
        copy_failed: "Copy it by hand", "Copiază manual";
        yes: "Yes", "Da";
        no: "No", "Nu";
        none: "None", "Nimic";
        older: "Older", "Mai vechi";
        newest: "Newest", "Cele mai noi";
        sandbox: "Sandbox", "Mediu de test";
        sandbox_more:
            "Cards are test cards, mail stays in the mailbox, no money moves.",
            "Cardurile sunt de probă, e-mailurile rămân în cutia locală, nu se mișcă bani.";
        mailbox: "Open mailbox", "Deschide cutia poștală";
        check_fields:
            "Nothing is saved yet. Check the marked fields.",
            "Încă nu s-a salvat nimic. Verifică câmpurile marcate.";
        saved: "Saved.", "Salvat.";
        sign_out: "Sign out", "Ieși din cont";
        language: "Language", "Limba";
        english: "English", "English";
        romanian: "Română", "Română";
        choose: "Choose", "Alege";
        main_menu: "Main", "Principal";
        actions: "Actions", "Acțiuni";
        with_paylinks: "With paylinks", "Cu paylinks";
        close: "Close", "Închide";
        from_day: "From", "De la";
        to_day: "To", "Până la";
        as_table: "Show as a table", "Arată ca tabel";
        day: "Day", "Ziua";
        unchanged: "unchanged", "la fel";
        up: "up", "în creștere";
        down: "down", "în scădere";
        from_figure: "from {}", "de la {}";
        sort: "Sort by this column", "Sortează după coloana aceasta";
        apply: "Apply", "Aplică";
        remove_filter: "Remove filter", "Scoate filtrul";
        way: "The way here", "Drumul până aici";
    }
}
