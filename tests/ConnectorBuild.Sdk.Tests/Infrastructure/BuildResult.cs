using System.Text.RegularExpressions;

namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>How a process ended and what it printed.</summary>
internal sealed partial record BuildResult(int ExitCode, string Output)
{
    /// <summary>The distinct canonical lines with our codes, in order; the console logger repeats them in its summary.</summary>
    public IReadOnlyList<string> Diagnostics { get; } =
        [.. Output.Split('\n').Select(l => l.Trim()).Where(l => CodedLine().IsMatch(l)).Distinct(StringComparer.Ordinal)];

    public BuildResult Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public BuildResult Failed()
    {
        Assert.True(ExitCode != 0, "The build was expected to fail:\n" + Output);
        return this;
    }

    /// <summary>No error and no warning was printed; says which, where one was.</summary>
    public void Clean() => Assert.True(Diagnostics.Count == 0, string.Join('\n', Diagnostics));

    [GeneratedRegex(@"(error|warning) (CB|MSB|NETSDK|NU)\d{4}", RegexOptions.CultureInvariant)]
    private static partial Regex CodedLine();
}
