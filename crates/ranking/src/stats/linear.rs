//! One small thing of linear algebra: the inverse of a symmetric positive definite matrix of a panel's size.

/// The inverse by Gauss–Jordan elimination without pivoting, which positive definite matrices do not need; nothing where
/// the matrix is not positive definite (as far as doubles can tell).
pub(super) fn inverse(mut matrix: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let size = matrix.len();
    let largest = (0..size).filter_map(|i| matrix.get(i)?.get(i)).fold(0.0, |a: f64, b| a.max(*b));
    let identity = |i: usize| (0..size).map(move |j| if i == j { 1.0 } else { 0.0 });
    for (i, row) in (0..).zip(&mut matrix) {
        row.extend(identity(i));
    }
    for column in 0..size {
        let pivot = *matrix.get(column)?.get(column)?;
        if pivot.is_nan() || pivot <= largest * 1e-12 {
            return None;
        }
        let scaled: Vec<f64> = matrix.get(column)?.iter().map(|x| x / pivot).collect();
        for (i, row) in (0..).zip(&mut matrix) {
            if i != column {
                let factor = *row.get(column)?;
                row.iter_mut().zip(&scaled).for_each(|(x, s)| *x -= factor * s);
            }
        }
        *matrix.get_mut(column)? = scaled;
    }
    Some(matrix.into_iter().map(|row| row.into_iter().skip(size).collect()).collect())
}

/// A matrix times a vector.
pub(super) fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, vector)).collect()
}

/// The inner product.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_gives_the_identity_and_a_singular_matrix_gives_nothing() {
        let matrix = vec![vec![4.0, 1.0, 0.5], vec![1.0, 3.0, 0.2], vec![0.5, 0.2, 2.0]];
        let inverse_of = inverse(matrix.clone()).unwrap();
        for i in 0..3 {
            let column: Vec<f64> = inverse_of.iter().map(|row| row[i]).collect();
            for (j, x) in times(&matrix, &column).into_iter().enumerate() {
                assert!((x - if i == j { 1.0 } else { 0.0 }).abs() < 1e-12);
            }
        }
        assert_eq!(inverse(vec![vec![1.0, 1.0], vec![1.0, 1.0]]), None);
        assert_eq!(inverse(vec![vec![f64::NAN]]), None);
    }
}
