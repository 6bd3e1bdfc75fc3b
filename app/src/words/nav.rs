//! The dashboard's navigation.

use super::room;

room! {
    Nav {
        links: "Links", "Linkuri";
        payments: "Payments", "Plăți";
        invoices: "Invoices", "Facturi";
        settings: "Settings", "Setări";
        home: "Home", "Acasă";
        developers: "Developers", "Dezvoltatori";
        find: "Find anything", "Caută orice";
        more: "More", "Mai mult";
        shortcuts: "Shortcuts", "Scurtături";
        top: "Top bar", "Bara de sus";
        businesses: "Your businesses", "Afacerile tale";
        new_business: "Open another business", "Deschide altă afacere";
        new_business_text:
            "It has its own name, country, currency, Stripe account, links and keys. You change between \
           your businesses at the top of the menu.",
            "Are numele, țara, moneda, contul Stripe, linkurile și cheile ei. Treci de la o afacere la alta \
           din capul meniului.";
        new_business_keep: "Not now", "Nu acum";
        unnamed_business: "Business without a name", "Afacere fără nume";
        back_to_business: "Back to {}", "Înapoi la {}";
        account: "Your account", "Contul tău";
        theme_system: "Theme of the system", "Tema sistemului";
        theme_light: "Light", "Luminoasă";
        theme_dark: "Dark", "Întunecată";
    }
}
