//! Closed lists of the chain with their words: one line a word, so that the Chinese, the English and the stored name stand
//! together.

/// An enum whose every variant has its Chinese and its English; stored in snake case.
macro_rules! spoken {
    ($(#[$meta:meta])* pub enum $name:ident { $($variant:ident = $zh:literal / $en:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = $zh] $variant,)+ }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// In the office's words.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $($name::$variant => $zh,)+ }
            }

            /// In English.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self { $($name::$variant => $en,)+ }
            }
        }
    };
}

pub(crate) use spoken;
