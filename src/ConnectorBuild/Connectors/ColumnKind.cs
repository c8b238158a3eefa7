namespace ConnectorBuild.Connectors;

/// <summary>What a column of a connector row holds.</summary>
public enum ColumnKind
{
    /// <summary>A text as makers read it.</summary>
    Text,

    /// <summary>A script, whose line ends do not matter.</summary>
    Script,

    /// <summary>The text of a JSON object.</summary>
    JsonObject,

    /// <summary>The text of a JSON list.</summary>
    JsonList,

    /// <summary>Any of a list of options: their numbers with commas between.</summary>
    Choices,

    /// <summary>A picture, base64.</summary>
    Image,
}
