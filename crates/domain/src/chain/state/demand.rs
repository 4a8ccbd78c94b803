//! What is next of a demand (policy 四（一）–四（三）, rule 4). Its states, their diagram and their table test stand in
//! [`crate::selection`].

use crate::chain::{Actor, Next};
use crate::selection::Status;

impl Status {
    /// What is next, who must act, and the article; nothing once it is published or was not selected.
    #[must_use]
    pub const fn next(self) -> Option<Next> {
        let (words, who, article) = match self {
            Status::Collected | Status::Returned => {
                (("补充六项要素", "complete the six statements"), Actor::Sponsor, "四（一）")
            }
            Status::Complete => (("提交论证", "submit it to the panel"), Actor::Bureau, "四（二）"),
            Status::UnderReview => (("论证", "conclude"), Actor::Panel, "四（二）"),
            Status::Proposed => (("会议研究", "have the meeting pass the list"), Actor::Bureau, "四（三）"),
            Status::Studied => (("市政府审定", "have the city approve the list"), Actor::City, "四（三）"),
            Status::Approved => (("张榜", "publish the list"), Actor::Bureau, "四（三）"),
            Status::Published | Status::NotSelected => return None,
        };
        Next::new(words, who, article)
    }
}
