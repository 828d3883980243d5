using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Importing;

/// <summary>Every parser on thousands of broken reports: only the exception of the one clear line may come. <c>bench/fuzz</c> goes on for longer.</summary>
public sealed class MutationTests
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    private static readonly string[] Folders = ["Importing", "Drivers"];

    public static TheoryData<string> Reports => [.. Folders.SelectMany(folder => Directory.GetFiles(Repository.Test(folder), "*.report.*").Select(file => $"{folder}/{Path.GetFileName(file)}")).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Reports))]
    public void A_broken_report_never_crashes_the_reader(string file)
    {
        var (tries, fault) = MutationRun.Of(File.ReadAllBytes(Repository.Test(file)), seed: 20, Each, maximum: 2_000);

        Assert.True(tries > 0);
        if (fault is not null)
            Assert.Fail(fault);
    }
}
