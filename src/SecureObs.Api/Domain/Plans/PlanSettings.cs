using System.Globalization;
using System.Text.RegularExpressions;
using SecureObs.Api.Platform;

namespace SecureObs.Api.Domain.Plans;

/// <summary>One plan of the list <c>Plans:0</c>, <c>Plans:1</c> …, and <c>Plans:GracePercent</c> beside it. Without the section nothing has a limit.</summary>
internal sealed partial record PlanSettings
{
    private const string Section = "Plans";
    private const string GracePercent = "GracePercent";
    private const int UsualGrace = 10;

    /// <summary>A word of small letters, digits and dashes that never changes.</summary>
    public string Key { get; init; } = "";

    /// <summary>What people read.</summary>
    public string Name { get; init; } = "";

    /// <summary>So many projects at most; left out for no limit.</summary>
    public int? Projects { get; init; }

    /// <summary>So many members at most; left out for no limit.</summary>
    public int? Members { get; init; }

    /// <summary>So many findings that are not resolved at most; left out for no limit.</summary>
    public int? Findings { get; init; }

    /// <summary>So many days are kept at most; left out for no limit.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>The id of its price at Stripe; the first plan has none.</summary>
    public string? PriceId { get; init; }

    /// <exception cref="InvalidOperationException">A plan, or the list of them, makes no sense.</exception>
    public static PlanCatalogue Read(IConfiguration configuration)
    {
        var entries = configuration.GetSection(Section).GetChildren().Select(entry => entry.Key).ToList();
        if (entries.Count == 0)
            return configuration[Section] is { Length: > 0 } ? throw Settings.Refusal(Section, "is a list: give its first entry as Plans:0:Key") : PlanCatalogue.SelfHosted;
        var numbers = new SortedSet<int>();
        foreach (var entry in entries.Where(entry => !entry.Equals(GracePercent, StringComparison.OrdinalIgnoreCase)))
            if (!int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !numbers.Add(number))
                throw Settings.Refusal($"{Section}:{entry}", "is no plan: they are numbered, as in Plans:0:Key");
        var plans = numbers.Select(number => Read(configuration, $"{Section}:{number}")).ToList();
        if (plans.Count == 0)
            throw Settings.Refusal(Section, "has no plan: the first is what an organisation has without a subscription");
        if (plans[0].PriceId is not null)
            throw Settings.Refusal($"{Section}:{numbers.Min}:PriceId", "must be left out: the first plan is what an organisation has without a subscription");
        RefuseTwice(plans.Select(plan => plan.Key), "Key");
        RefuseTwice(plans.Select(plan => plan.PriceId).OfType<string>(), "PriceId");
        return new(plans, Grace(configuration[$"{Section}:{GracePercent}"]));
    }

    private static Plan Read(IConfiguration configuration, string section)
    {
        var plan = Settings.Read<PlanSettings>(configuration, section);
        if (!Word().IsMatch(plan.Key))
            throw Settings.Refusal($"{section}:Key", "must be a word of small letters, digits and dashes, at most 40");
        if (plan.Name.Trim() is not { Length: > 0 and <= 120 } name)
            throw Settings.Refusal($"{section}:Name", "must have 1 to 120 characters");
        foreach (var (limit, number, least) in new[]
        {
            (nameof(Projects), plan.Projects, 0), (nameof(Members), plan.Members, 1), (nameof(Findings), plan.Findings, 0), (nameof(RetentionDays), plan.RetentionDays, 1),
        })
        {
            if (number < least)
                throw Settings.Refusal($"{section}:{limit}", $"must be {least} or more, or left out for no limit");
        }
        var price = string.IsNullOrEmpty(plan.PriceId) ? null : plan.PriceId;
        if (price is not null && !Price().IsMatch(price))
            throw Settings.Refusal($"{section}:PriceId", "must be the id of a price at Stripe, such as price_1Abc");
        return new(plan.Key, name, plan.Projects, plan.Members, plan.Findings, plan.RetentionDays, price);
    }

    private static int Grace(string? text) => string.IsNullOrEmpty(text) ? UsualGrace
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 1000 ? percent
        : throw Settings.Refusal($"{Section}:{GracePercent}", "must be 0 to 1000");

    private static void RefuseTwice(IEnumerable<string> values, string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (values.FirstOrDefault(value => !seen.Add(value)) is { } twice)
            throw Settings.Refusal(Section, $"has {name} '{twice}' twice");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Za-z0-9_]{1,255}$")]
    private static partial Regex Price();
}
