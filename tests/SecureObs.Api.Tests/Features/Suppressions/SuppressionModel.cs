using SecureObs.Api.Domain;

namespace SecureObs.Api.Tests.Features.Suppressions;

/// <summary>A finding of the model: what suppressions look at, and what people said of it.</summary>
internal sealed record ModelFinding(int Number, int Project, string Rule, string Path)
{
    public FindingStatus Triage { get; set; }
}

/// <summary>A suppression of the model.</summary>
internal sealed record ModelSuppression(int Number, FindingStatus Kind, SuppressionScope Scope, int Author, Func<ModelFinding, bool> Covers)
{
    public Guid Id { get; set; }
    public int? Finding { get; init; }
    public DateTimeOffset? Expires { get; init; }
    public bool UntilFixed { get; init; }
    public bool Waits { get; set; }
    public int? Approver { get; set; }
    public bool Ended { get; set; }

    public bool IsOver(DateTimeOffset now) => Ended || Expires <= now;
}

/// <summary>What suppressions mean, said simply: no overlay, no database, no background.</summary>
internal sealed class SuppressionModel(IReadOnlyList<ModelFinding> findings)
{
    private readonly HashSet<int> fourEyes = [];

    public List<ModelSuppression> Suppressions { get; } = [];

    public void SetFourEyes(int project, bool on) => _ = on ? fourEyes.Add(project) : fourEyes.Remove(project);

    public FindingStatus StatusOf(ModelFinding finding, DateTimeOffset now) => InForce(finding, now)
        .OrderByDescending(one => one.Expires ?? DateTimeOffset.MaxValue).ThenBy(one => one.Scope).ThenBy(one => one.Number)
        .FirstOrDefault()?.Kind ?? finding.Triage;

    /// <summary>A decision about one finding, and what the API answers.</summary>
    public string Decide(ModelFinding finding, ModelSuppression? suppression, FindingStatus status, DateTimeOffset now)
    {
        if (suppression is null && InForce(finding, now).Any(one => one.Scope > SuppressionScope.Finding))
            return "409 suppressed-widely";
        var waits = suppression is not null && fourEyes.Contains(finding.Project);
        foreach (var own in Suppressions.Where(one => one.Finding == finding.Number && !one.IsOver(now) && (!waits || one.Waits)))
            own.Ended = true;
        if (suppression is not null)
        {
            suppression.Waits = waits;
            Suppressions.Add(suppression);
        }
        if (suppression is null || (!waits && finding.Triage is FindingStatus.Resolved))
            finding.Triage = suppression is null ? status : FindingStatus.Open;
        return "204";
    }

    public void AddWide(ModelSuppression suppression, int? project)
    {
        suppression.Waits = project is { } one ? fourEyes.Contains(one) : fourEyes.Count > 0;
        Suppressions.Add(suppression);
    }

    public string Approve(ModelSuppression suppression, int person, DateTimeOffset now)
    {
        if (suppression.IsOver(now))
            return "409 suppression-over";
        if (suppression.Approver == person)
            return "204";   // again, and nothing is changed by it
        if (!suppression.Waits)
            return "409 no-approval-asked";
        if (suppression.Author == person)
            return "403 second-person-needed";
        (suppression.Waits, suppression.Approver) = (false, person);
        if (suppression.Finding is { } number)
        {
            foreach (var own in Suppressions.Where(one => one.Finding == number && one != suppression))
                own.Ended = true;
            var finding = findings[number];
            if (finding.Triage is FindingStatus.Resolved)
                finding.Triage = FindingStatus.Open;
        }
        return "204";
    }

    public static string Refuse(ModelSuppression suppression, DateTimeOffset now)
    {
        if (suppression.IsOver(now))
            return "409 suppression-over";
        if (!suppression.Waits)
            return "409 no-approval-asked";
        suppression.Ended = true;
        return "204";
    }

    public void Fixed(ModelFinding finding)
    {
        foreach (var own in Suppressions.Where(one => one.Finding == finding.Number && one.UntilFixed))
            own.Ended = true;
    }

    private IEnumerable<ModelSuppression> InForce(ModelFinding finding, DateTimeOffset now) =>
        Suppressions.Where(one => !one.IsOver(now) && !one.Waits && one.Covers(finding));
}
