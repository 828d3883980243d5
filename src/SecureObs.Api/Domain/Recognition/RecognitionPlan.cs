using SecureObs.Identity;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>A row of a result is another finding than it was taken for when it arrived.</summary>
/// <param name="Row">As it arrived.</param>
/// <param name="Finding">What it is; a new id when it is none of the known ones.</param>
/// <param name="Known">The finding as the result before had it; null when it is none of those.</param>
/// <param name="IsMade">Whether <paramref name="Finding"/> does not exist yet.</param>
internal sealed record Correction(ResultMember Row, Guid Finding, Rung Rung, ResultMember? Known, bool IsMade);

/// <summary>Which finding each row of a result is, now that the whole result and the one before are known.</summary>
internal static class RecognitionPlan
{
    /// <param name="before">Findings of the complete result before.</param>
    /// <param name="now">Rows of this result, each with the finding that it was taken for.</param>
    /// <param name="rule">One name for all names of a scanner's rule.</param>
    public static List<Correction> Make(IReadOnlyList<ResultMember> before, IReadOnlyList<ResultMember> now, Func<string, string, string> rule)
    {
        // What people said is not asked about: that they are one, or anything of what seemed to be new.
        var settled = now.Where(row => row.Settled).Select(row => row.Id).ToHashSet();
        var (old, rows) = (before.Where(finding => !settled.Contains(finding.Id)).ToList(), now.Where(row => !row.Settled).ToList());

        var pairs = ByFeatures(old, rows, rule).Concat(ByKin(old, rows)).ToList();
        // What the ladder has seen on both sides and not paired is two, though it looked like one when it arrived.
        var told = old.Where(finding => finding.Features is not null).Select(finding => finding.Id).ToHashSet();
        return Corrections(pairs, rows, told);
    }

    private static IEnumerable<(ResultMember Old, ResultMember Row, Rung Rung)> ByFeatures(
        List<ResultMember> before, List<ResultMember> now, Func<string, string, string> rule)
    {
        var (old, rows) = (before.Where(finding => finding.Features is not null).ToList(), now.Where(row => row.Features is not null).ToList());
        return FindingMatcher.Match([.. old.Select(finding => Features(finding, rule))], [.. rows.Select(row => Features(row, rule))])
            .Select(pair => (old[pair.Old], rows[pair.New], pair.Rung));
    }

    private static CodeFeatures Features(ResultMember member, Func<string, string, string> rule) =>
        PackedFeatures.Unpack(member.Features, rule(member.Scanner, member.RuleId)).Features;

    /// <summary>Of those that tell no more, and are in only one of the results: packages, resources and secrets in whatever file, others in their own.</summary>
    private static IEnumerable<(ResultMember Old, ResultMember Row, Rung Rung)> ByKin(List<ResultMember> before, List<ResultMember> now)
    {
        var (oldIds, newIds) = (before.Select(finding => finding.Id).ToHashSet(), now.Select(row => row.Id).ToHashSet());
        var candidates =
            from old in before.Where(finding => finding.Kin is not null && !newIds.Contains(finding.Id))
            join row in now.Where(row => row.Kin is not null && row.IsNew && !oldIds.Contains(row.Id)) on Convert.ToHexString(old.Kin!) equals Convert.ToHexString(row.Kin!)
            where old.Features is null || row.Features is null
            let rung = Near(row)
            where old.FilePath == row.FilePath || rung is not Rung.NearestLine
            orderby old.FilePath == row.FilePath ? 0 : 1, Math.Abs((old.StartLine ?? 0) - (row.StartLine ?? 0)), old.Id, row.Id
            select (old, row, rung);
        var (olds, rows) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var (old, row, rung) in candidates.ToList())
        {
            if (olds.Contains(old.Id) || rows.Contains(row.Id))
                continue;
            olds.Add(old.Id);
            rows.Add(row.Id);
            yield return (old, row, rung);
        }
    }

    private static Rung Near(ResultMember row) => row switch
    {
        { PackageUrl: not null } => Rung.Package,
        { ResourceAddress: not null } => Rung.Resource,
        { SecretHash: not null } => Rung.Secret,
        _ => Rung.NearestLine,
    };

    private static List<Correction> Corrections(List<(ResultMember Old, ResultMember Row, Rung Rung)> pairs, List<ResultMember> rows, HashSet<Guid> told)
    {
        var partner = new Dictionary<Guid, (ResultMember Old, Rung Rung)>();
        var claimed = new HashSet<Guid>();
        foreach (var (old, row, rung) in pairs)
        {
            if (!partner.ContainsKey(row.Id) && claimed.Add(old.Id))
                partner.Add(row.Id, (old, rung));
        }
        // Ids that this run made and that turned out to be known findings: free for what is new indeed.
        var free = new Queue<Guid>(rows.Where(row => row.IsNew && partner.ContainsKey(row.Id)).Select(row => row.Id).Order());
        var corrections = new List<Correction>();
        foreach (var row in rows.OrderBy(row => row.Id))
        {
            if (partner.TryGetValue(row.Id, out var known))
            {
                if (known.Old.Id != row.Id)
                    corrections.Add(new(row, known.Old.Id, known.Rung, known.Old, IsMade: false));
            }
            else if (claimed.Contains(row.Id) || (row.Features is not null && told.Contains(row.Id)))
            {
                var isFree = free.TryDequeue(out var id);
                corrections.Add(new(row, isFree ? id : Guid.CreateVersion7(), Rung.None, null, IsMade: !isFree));
            }
        }
        return corrections;
    }
}
