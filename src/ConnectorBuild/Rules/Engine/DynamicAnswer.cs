using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>What a dynamic extension reads out of the answer of the operation that it uses.</summary>
internal static class DynamicAnswer
{
    /// <summary>The path of the list that makers choose from; missing if the answer itself is the list.</summary>
    public static SourceNode ListPathOf(DynamicSite use) =>
        use.Node[Keyword.ItemsPath] is { Exists: true } items ? items : use.Node[Keyword.ValueCollection];

    /// <summary>
    /// The schema of what the other paths begin at: an item of the list, or for a schema the answer. Missing where it is not described.
    /// </summary>
    public static SourceNode StartOf(DynamicSite use, OperationSite target, DefinitionIndex index)
    {
        var answer = index.Schemas.AnswerOf(target);
        if (!answer.Exists || use.Extension is Keyword.XMsDynamicSchema or Keyword.XMsDynamicProperties)
        {
            return answer;
        }

        var path = ListPathOf(use);
        var list = path.Exists ? index.Schemas.Navigate(answer, path.Text ?? "") : new(SchemaGraph.Step.Found, answer, "");
        return list.Step == SchemaGraph.Step.Found && list.Node[Keyword.Type].TextEquals("array")
            ? index.Follow(list.Node[Keyword.Items], Keyword.Definitions)
            : default;
    }

    /// <summary>The members of an extension that are paths from there.</summary>
    public static ReadOnlySpan<Keyword> PathsOf(Keyword extension) => extension switch
    {
        Keyword.XMsDynamicValues => [Keyword.ValuePath, Keyword.ValueTitle],
        Keyword.XMsDynamicSchema => [Keyword.ValuePath],
        Keyword.XMsDynamicProperties => [Keyword.ItemValuePath],
        Keyword.XMsDynamicList => [Keyword.ItemValuePath, Keyword.ItemTitlePath],
        _ => [Keyword.ItemValuePath, Keyword.ItemTitlePath, Keyword.ItemFullTitlePath],
    };
}
