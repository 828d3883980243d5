using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Platform;

/// <summary>The installation's secret stands outside the database, and only the API's account reads it.</summary>
public sealed class InstallationKeyTests(TestApi api)
{
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("secureobs-test-").FullName, "installation.key");

    private string Refusal(string environment, string? keyFile) => Assert.Throws<InvalidOperationException>(
        () => api.Build("Host=127.0.0.1;Port=1", environment, new Dictionary<string, string?> { ["Secrets:InstallationKeyFile"] = keyFile })).Message;

    [Fact]
    public void Production_does_not_start_without_it() =>
        Assert.Contains("Secrets:InstallationKeyFile is not set", Refusal("Production", ""), StringComparison.Ordinal);

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_read_or_write_is_refused(UnixFileMode others)
    {
        InstallationKey.Create(file);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        Assert.Contains("chmod 600", Refusal("Testing", file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_short_is_refused()
    {
        Assert.Contains("does not exist", Refusal("Testing", file), StringComparison.Ordinal);
        InstallationKey.Create(file);
        File.WriteAllBytes(file, new byte[31]);
        Assert.Contains("32 bytes", Refusal("Testing", file), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_made_once_for_its_owner_alone()
    {
        InstallationKey.Create(file);

        Assert.Throws<IOException>(() => InstallationKey.Create(file));
        Assert.Equal(InstallationKey.Length, new FileInfo(file).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}
