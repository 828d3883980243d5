using System.Runtime.CompilerServices;

namespace SecureObs.Cli.Tests.Infrastructure;

/// <summary>Compares with the .approved file beside the test. APPROVE=1 rewrites it; the diff is the review.</summary>
internal static class Approved
{
    public static void Match(string actual, string variant = "", [CallerFilePath] string test = "", [CallerMemberName] string name = "")
    {
        var project = test.LastIndexOf("SecureObs.Cli.Tests", StringComparison.Ordinal) + "SecureObs.Cli.Tests/".Length;
        var directory = Repository.Test(Path.GetDirectoryName(test[project..])!);
        var suffix = variant.Length == 0 ? "" : "." + variant;
        var file = Path.Combine(directory, $"{Path.GetFileNameWithoutExtension(test)}.{name}{suffix}.approved.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", actual);
    }
}
