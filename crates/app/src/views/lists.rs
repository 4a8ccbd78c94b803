//! Lists of the register and of a batch.

use domain::Expert;

use crate::api::intake::ExpertLine;

/// An expert of the register, without the identity number.
pub(crate) fn expert_line(expert: Expert) -> ExpertLine {
    ExpertLine {
        no: expert.no,
        name: expert.name,
        category: expert.category.into(),
        unit: expert.unit,
        title: expert.title,
        specialty: expert.specialty,
        phone: expert.phone,
    }
}
