namespace SecureObs.Cli.Tests.PullRequests;

internal static class Patches
{
    /// <summary>Hunks that add exactly these lines, each with a line of context above and one that it replaces.</summary>
    public static string Of(int[] lines) => string.Concat(lines.Select(line => line == 1
        ? "@@ -0,0 +1 @@\n+added\n"
        : $"@@ -{line - 1},2 +{line - 1},2 @@ class A\n context\n-@@ -1 +1 @@\n+added\n")) + "\\ No newline at end of file";
}
