namespace SecureObs.Admin.Doctor;

/// <summary>How something stands.</summary>
internal enum Health
{
    Good,

    /// <summary>It works, and somebody should look.</summary>
    Doubtful,

    /// <summary>The API would refuse to start, or lose something.</summary>
    Bad,
}

/// <param name="What">What was looked at, e.g. <c>key ring</c>.</param>
/// <param name="Found">What it is like; of what is not good also what to do. Never a secret.</param>
internal sealed record Diagnosis(string What, Health Health, string Found)
{
    public static Diagnosis Good(string what, string found) => new(what, Health.Good, found);

    public static Diagnosis Doubtful(string what, string found) => new(what, Health.Doubtful, found);

    public static Diagnosis Bad(string what, string found) => new(what, Health.Bad, found);
}
