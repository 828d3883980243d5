using System.Globalization;
using Npgsql;

namespace SecureObs.Admin.Isolation;

/// <summary>What the database said to one attempt: a refusal, or rows.</summary>
/// <param name="State">The SQLSTATE of the refusal, or null.</param>
/// <param name="Rows">How many rows were read or written.</param>
/// <param name="First">The numbers of the first row that was read.</param>
internal sealed record Answer(string? State, string Message, string? Detail, string? Constraint, long Rows, IReadOnlyList<long> First)
{
    public static Answer Refused(PostgresException refusal) =>
        new(refusal.SqlState, refusal.MessageText, refusal.Detail, refusal.ConstraintName, 0, []);

    /// <summary>Whether the runtime role lacks the right, or a policy refused the row.</summary>
    public bool IsDenied => State == PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>Whether the attempt met nothing: no right, or no row.</summary>
    public bool IsDeniedOrEmpty => IsDenied || (State is null && Rows == 0);

    public override string ToString() => State is not null ? $"refused {State}"
        : First.Count > 0 ? string.Join(", ", First.Select(number => number.ToString(CultureInfo.InvariantCulture)))
        : Rows == 1 ? "1 row" : $"{Rows} rows";
}
