using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Policies;

/// <summary>How ARNs of a type are made: <c>arn:aws:SERVICE:region:account:FORM</c>, with <c>{0}</c> for the name.</summary>
/// <param name="NameAttribute">The attribute that has the name.</param>
internal sealed record ArnForm(string Service, string Form, string NameAttribute);

/// <summary>A resource as a policy calls it, and whether a statement is about it.</summary>
internal sealed class ResourceName(PlanResource resource, ArnForm form)
{
    // Stands for a name or an object that nobody wrote down: only a wildcard matches it.
    private const string Anything = "\u0001\u0002";

    private readonly string? arn = resource.Text("arn").Value;
    private readonly string own = Own(resource, form);

    public PlanResource Resource => resource;

    /// <summary>Under which <see cref="NameIndex"/> finds it.</summary>
    public string Key => own.EndsWith("-" + Anything, StringComparison.Ordinal) ? own[..^(Anything.Length + 1)] : own;

    /// <summary>The keys of what an ARN names; null when wildcards leave that open.</summary>
    public static string[]? KeysOf(Arn pattern, ArnForm form)
    {
        var name = form.Service switch
        {
            "s3" => pattern.Resource.Split('/')[0],
            "dynamodb" => pattern.Resource.Split("/index/")[0],
            "iam" => WithoutPath(pattern.Resource),
            "secretsmanager" when pattern.Resource.EndsWith("-??????", StringComparison.Ordinal) => pattern.Resource[..^7],
            _ => pattern.Resource,
        };
        return Glob.IsPattern(name) ? null : name.Length > 7 && form.Service == "secretsmanager" ? [name, name[..^7]] : [name];
    }

    /// <summary>Whether a statement is about this, or (<paramref name="objects"/>) about the objects in this bucket.</summary>
    /// <param name="wholly">About all of them, as a denial must be to take a right away.</param>
    /// <returns>Inferred when only the name in the ARN is the same, and the account and the region may be others.</returns>
    public Evidence? In(Statement statement, bool objects = false, bool wholly = false)
    {
        if (statement.Linked.Contains(resource))
            return statement.Resources.IsNegated ? null : Evidence.Observed;
        var matches = statement.Resources.Names.Select(name => Matches(name, objects, wholly)).Where(each => each is not null).ToList();
        if (statement.Resources.IsNegated)
            return matches.Count > 0 ? null : statement.Resources.IsUnknown ? Evidence.UnknownDependent : Evidence.Observed;
        return matches.Count > 0 ? matches.Min() : null;
    }

    private Evidence? Matches(string pattern, bool objects, bool wholly)
    {
        if (pattern == "*")
            return Evidence.Observed;
        if (Arn.Parse(pattern) is not { } parsed || !Glob.Matches(parsed.Service, form.Service))
            return null;
        if (arn is not null && Arn.Parse(arn) is { } known && (!Glob.Matches(parsed.Region, known.Region) || !Glob.Matches(parsed.Account, known.Account)))
            return null;
        if (!(objects ? OfObjects(parsed.Resource, wholly) : OfItself(parsed.Resource)))
            return null;
        return arn is not null || parsed.IsAnywhere ? Evidence.Observed : Evidence.Inferred;
    }

    private bool OfItself(string pattern) => Glob.Matches(form.Service == "iam" ? WithoutPath(pattern) : pattern, own)
        // The six characters that Secrets Manager puts at the end; the indexes of a table.
        || (own.EndsWith("-" + Anything, StringComparison.Ordinal) && SecretOf(own[..^(Anything.Length + 1)], pattern))
        || (form.Service == "dynamodb" && pattern.Split("/index/") is [var table, _] && Glob.Matches(table, own));

    private static bool SecretOf(string name, string pattern) =>
        pattern == name || (pattern.Length == name.Length + 7 && pattern.StartsWith(name + "-", StringComparison.Ordinal)) || Glob.Matches(pattern, name + "-AbCdEf");

    /// <summary>The ARN of a bucket alone is not that of its objects.</summary>
    private bool OfObjects(string pattern, bool wholly) => wholly || !pattern.Contains('/', StringComparison.Ordinal)
        ? Glob.Matches(pattern, $"{own}/{Anything}")
        : Glob.Matches(pattern[..pattern.IndexOf('/', StringComparison.Ordinal)], own);

    /// <summary>Paths of identities stay on the machine: <c>role/ops/app</c> is <c>role/app</c> here.</summary>
    private static string WithoutPath(string name) => Glob.IsPattern(name) || name.Split('/') is not [var kind, _, .., var last] ? name : $"{kind}/{last}";

    private static string Own(PlanResource resource, ArnForm form)
    {
        if (resource.Text("arn") is { IsKnown: true, Value: { } text } && Arn.Parse(text) is { } known)
            return form.Service == "iam" ? WithoutPath(known.Resource) : known.Resource;
        var name = resource.Text(form.NameAttribute).Value?.TrimStart('/') ?? Anything;
        return form.Form.Replace("{0}", name, StringComparison.Ordinal).Replace("{?}", Anything, StringComparison.Ordinal);
    }
}
