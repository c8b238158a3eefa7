namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Lists in which each value must be another, however it is written and however long the list is.</summary>
public sealed class EnumTests
{
    [Theory]
    [InlineData("""["a", "b", "a"]""", 1)]
    [InlineData("""["\u0061", "a"]""", 1)]
    [InlineData("""["a", "\u0061"]""", 1)]
    [InlineData("""[1, "1", true, "true", null, "null"]""", 0)]
    [InlineData("""[1, 2, 1]""", 1)]
    public void Enum_WithTheSameValueTwice_IsReportedOnce(string values, int expected) => Assert.Equal(expected, Count(values));

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    public void Enum_WithManyValues_FindsTheOneThatComesAgain(int length)
    {
        var values = string.Join(", ", Enumerable.Range(0, length - 1).Select(i => $"\"v{i}\""));

        Assert.Equal(0, Count($"[{values}, \"other\"]"));
        Assert.Equal(1, Count($"[{values}, \"v0\"]"));
        Assert.Equal(1, Count($"[{values}, \"\\u0076{length / 2}\"]"));
    }

    private static int Count(string values)
    {
        using var connector = new TestConnector($$"""{ "swagger": "2.0", "paths": {}, "definitions": { "Kind": { "enum": {{values}} } } }""");
        return connector.Validate().Diagnostics.Count(d => d.Id == "CB1310");
    }
}
