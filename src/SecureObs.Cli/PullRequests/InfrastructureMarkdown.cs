using System.Globalization;
using System.Text;
using SecureObs.Contracts;

namespace SecureObs.Cli.PullRequests;

/// <summary>What a pull request changes of the infrastructure, beside the newest plan of the default branch.</summary>
internal static class InfrastructureMarkdown
{
    private const int MostPaths = 5;
    private const int MostResources = 10;

    /// <returns>Empty when no plan was analysed.</returns>
    public static string Of(InfrastructureComparisons? comparisons)
    {
        var text = new StringBuilder();
        foreach (var root in comparisons?.Roots ?? [])
            Root(text, root);
        return text.ToString().TrimEnd();
    }

    private static void Root(StringBuilder text, InfrastructureComparison root)
    {
        text.Append("\n### Infrastructure");
        if (root.Root.Length > 0)
            text.Append(' ').Append(Markdown.Code(root.Root, 60));
        text.Append("\n\n");
        if (root.BaseId is null)
            text.Append("The default branch has no plan to compare with: everything counts as new.\n\n");
        if (root.IsStatic)
            text.Append("Read from the configuration without Terraform: what it does not say by itself is not known.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| attack paths | resources |\n|---|---|\n| **{root.NewPathCount} new**, {root.ClosedPathCount} closed | {root.AddedResourceCount} new, {root.RemovedResourceCount} gone |\n");
        foreach (var path in root.NewPaths.Take(MostPaths))
            Path(text, "New", path);
        if (root.NewPathCount > MostPaths)
            text.Append(CultureInfo.InvariantCulture, $"\nAnd {root.NewPathCount - MostPaths} more.\n");
        foreach (var path in root.ClosedPaths.Take(MostPaths))
            text.Append(CultureInfo.InvariantCulture, $"\nClosed: {Ends(path)}\n");
        Resources(text, "New", root.AddedResources, root.AddedResourceCount);
        Resources(text, "Gone", root.RemovedResources, root.RemovedResourceCount);
    }

    private static void Path(StringBuilder text, string word, PathSummary path)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n**{word}: {Ends(path)}**, score {path.Score} of 100, {path.Evidence}\n");
        foreach (var (at, sentence) in path.Narrative.Index())
            text.Append(CultureInfo.InvariantCulture, $"{at + 1}. {Markdown.Code(sentence, 500)}\n");
    }

    private static string Ends(PathSummary path) => $"{Markdown.Code(path.Entry, 20)} to {Markdown.Code(path.Target, 200)} ({path.Asset})";

    private static void Resources(StringBuilder text, string word, IReadOnlyList<string> addresses, int count)
    {
        if (count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n{word}: {string.Join(", ", addresses.Take(MostResources).Select(address => Markdown.Code(address, 200)))}");
        text.Append(count > MostResources ? string.Create(CultureInfo.InvariantCulture, $" and {count - MostResources} more\n") : "\n");
    }
}
