using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>What the sample of template projects covers.</summary>
public sealed class TemplateCombinationsTests
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Rows =
        [.. TemplateCombinations.Sample.Select(TemplateCombinations.Read)];

    private static IEnumerable<((string Option, string Value) One, (string Option, string Value) Other)> AllowedPairs =>
        from one in Settings
        from other in Settings
        where string.CompareOrdinal(one.Option, other.Option) < 0
            && TemplateCombinations.IsAllowed(
                new Dictionary<string, string>(StringComparer.Ordinal) { [one.Option] = one.Value, [other.Option] = other.Value })
        select (one, other);

    private static IEnumerable<(string Option, string Value)> Settings =>
        TemplateCombinations.Values.SelectMany(o => o.Value.Select(v => (o.Key, v)));

    [Fact]
    public void Sample_Rows_AreTwelveThatMakeSense()
    {
        Assert.Equal(12, TemplateCombinations.Sample.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Rows, r => Assert.True(TemplateCombinations.IsAllowed(r)));
        Assert.Contains(TemplateCombinations.Sample, r => r.Contains("--publisher ", StringComparison.Ordinal));
        Assert.Equal(120, TemplateCombinations.All.Count);
    }

    [Fact]
    public void Sample_Pairs_AreCoveredAsFarAsTwelveRowsCan()
    {
        var missing = AllowedPairs
            .Where(p => !Rows.Any(r => r[p.One.Option] == p.One.Value && r[p.Other.Option] == p.Other.Value))
            .ToList();

        // 24 pairs of sign-in and source need 24 rows: here each sign-in has two sources, and each source three sign-ins.
        var sources = missing.Where(p => (p.One.Option, p.Other.Option) == ("--sign-in", "--source")).ToList();
        Assert.Equal(12, sources.Count);
        Assert.All(TemplateCombinations.Values["--sign-in"], s => Assert.Equal(2, Rows.Count(r => r["--sign-in"] == s)));
        Assert.All(TemplateCombinations.Values["--source"], s => Assert.Equal(3, Rows.Count(r => r["--source"] == s)));

        // The test project is the same for each sign-in, and costs a build.
        Assert.Equal(
            ["apikey", "oauth", "on-behalf-of"],
            missing.Except(sources).Where(p => p.Other == ("--tests", "true")).Select(p => p.One.Value).Order(StringComparer.Ordinal));
        Assert.Equal(15, missing.Count);
    }
}
