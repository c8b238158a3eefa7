using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The size of a definition against the column that it is stored in.</summary>
/// <param name="FileBytes">The file as it is, in bytes.</param>
/// <param name="MinifiedCharacters">Without blanks, in characters.</param>
/// <param name="Location">The file.</param>
internal sealed record DefinitionSize(long FileBytes, int MinifiedCharacters, SourceLocation Location)
{
    /// <summary>What the column <c>openapidefinition</c> takes by the current table reference.</summary>
    public const int ColumnLimit = MinifiedLength.DefinitionLimit;

    /// <summary>What it took by the reference of 2023, and still takes in environments that were not updated.</summary>
    public const int OldColumnLimit = 500_000;

    /// <summary>The definition's size; null for one that is far from every limit, or cannot be read.</summary>
    public static DefinitionSize? Of(RuleContext context) => context.Connector.DefinitionSize;

    internal static DefinitionSize? Measure(ConnectorFiles files)
    {
        var file = files.Definition;
        return file?.Document is not { } document || document.Text.Length < OldColumnLimit / 2
            ? null
            : new(file.Length, MinifiedLength.Of(document.Root), new SourceLocation(file.Path));
    }

    /// <summary>For example <c>612,000 characters without blanks (1,104,994 bytes as written), 122 % of the 500,000</c>.</summary>
    public string Describe(int limit) =>
        $"{DescribeShort()} ({Sizes.Text(FileBytes)} as written), {Sizes.Percent(MinifiedCharacters, limit)} of the {Sizes.Number(limit)}";

    /// <summary>For example <c>612,000 characters without blanks</c>.</summary>
    public string DescribeShort() => $"{Sizes.Number(MinifiedCharacters)} characters without blanks";
}
