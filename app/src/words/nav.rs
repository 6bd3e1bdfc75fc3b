//! The dashboard's navigation.

use super::room;

room! {
    Nav {
        links: "Links", "Linkuri";
        payments: "Payments", "Plăți";
        settings: "Settings", "Setări";
        home: "Home", "Acasă";
        developers: "Developers", "Dezvoltatori";
        find: "Find anything", "Caută orice";
        more: "More", "Mai mult";
        shortcuts: "Shortcuts", "Scurtături";
        businesses: "Your businesses", "Afacerile tale";
        new_business: "Open another business", "Deschide altă afacere";
        account: "Your account", "Contul tău";
        theme_system: "Theme of the system", "Tema sistemului";
        theme_light: "Light", "Luminoasă";
        theme_dark: "Dark", "Întunecată";
    }
}
