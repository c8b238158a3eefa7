using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Conversion.Findings;

/// <summary>
/// What a conversion from OpenAPI 3 can report. A warning is a part of the contract that Swagger 2.0 or the platform cannot say; an info
/// only another spelling.
/// </summary>
internal static class ConversionRules
{
    public static readonly DiagnosticDescriptor UnknownVersion = Error("CB1601", "The OpenAPI version cannot be converted");
    public static readonly DiagnosticDescriptor NoPaths = Error("CB1602", "The document has no paths");
    public static readonly DiagnosticDescriptor UnresolvedReference = Error("CB1603", "A reference leads nowhere");
    public static readonly DiagnosticDescriptor OutsideReference = Error("CB1604", "A reference leads out of the project");
    public static readonly DiagnosticDescriptor UnreadableReference = Error("CB1605", "A referenced file cannot be read");
    public static readonly DiagnosticDescriptor TooLarge = Error("CB1606", "The document is too large when it is written out");
    public static readonly DiagnosticDescriptor ReferenceCircle = Warning("CB1607", "A schema is composed of itself");
    public static readonly DiagnosticDescriptor NoServer = Error("CB1608", "The document names no server");
    public static readonly DiagnosticDescriptor OtherServers = Info("CB1609", "Other servers are left out");
    public static readonly DiagnosticDescriptor ServersDiffer = Error("CB1610", "Two servers differ only in their scheme");
    public static readonly DiagnosticDescriptor ServerOfPath = Warning("CB1611", "A path or an operation has a server of its own");
    public static readonly DiagnosticDescriptor ServerVariable = Info("CB1612", "A server variable is fixed to its default");
    public static readonly DiagnosticDescriptor OperationIdMade = Info("CB1613", "An operationId was made from method and path");
    public static readonly DiagnosticDescriptor OperationIdCollision = Warning("CB1614", "Two operations would have the same operationId");
    public static readonly DiagnosticDescriptor OperationLost = Warning("CB1615", "An operation is left out");
    public static readonly DiagnosticDescriptor PathChanged = Warning("CB1616", "A path is written in another way");
    public static readonly DiagnosticDescriptor ParameterLost = Warning("CB1617", "A parameter is left out");
    public static readonly DiagnosticDescriptor RequiredParameterLost = Error("CB1618", "A required parameter cannot be sent");
    public static readonly DiagnosticDescriptor ParameterAsText = Warning("CB1619", "A parameter becomes a text");
    public static readonly DiagnosticDescriptor ArrayStyle = Warning("CB1620", "A list is sent in another way");
    public static readonly DiagnosticDescriptor ParameterExpanded = Warning("CB1621", "A parameter becomes one parameter for each property");
    public static readonly DiagnosticDescriptor ParameterDetail = Info("CB1622", "A detail of a parameter is left out");
    public static readonly DiagnosticDescriptor OtherContent = Warning("CB1623", "The schema of another content type is left out");
    public static readonly DiagnosticDescriptor FormField = Warning("CB1624", "A form field becomes simpler");
    public static readonly DiagnosticDescriptor FormEncoding = Warning("CB1625", "The encoding of a form field is left out");
    public static readonly DiagnosticDescriptor StatusRange = Info("CB1626", "A range of status codes becomes one answer");
    public static readonly DiagnosticDescriptor ResponsesMissing = Info("CB1627", "An operation has no responses");
    public static readonly DiagnosticDescriptor Nullable = Info("CB1628", "null is written as x-nullable");
    public static readonly DiagnosticDescriptor SeveralTypes = Warning("CB1629", "A value of several types has no type");
    public static readonly DiagnosticDescriptor NumberAsText = Info("CB1630", "A number that may be sent as text is a number");
    public static readonly DiagnosticDescriptor Union = Warning("CB1631", "oneOf or anyOf becomes one schema");
    public static readonly DiagnosticDescriptor AllOfMerged = Info("CB1632", "allOf is merged into one schema");
    public static readonly DiagnosticDescriptor KeywordLost = Warning("CB1633", "A keyword is left out");
    public static readonly DiagnosticDescriptor ReferenceSiblings = Info("CB1634", "Members beside a reference are left out");
    public static readonly DiagnosticDescriptor DefaultLost = Warning("CB1635", "A default value is left out");
    public static readonly DiagnosticDescriptor RequiredWithoutProperty = Warning("CB1636", "required names an unknown property");
    public static readonly DiagnosticDescriptor RequiredCircle = Warning("CB1637", "A schema requires itself");
    public static readonly DiagnosticDescriptor Annotation = Info("CB1638", "An annotation is left out");
    public static readonly DiagnosticDescriptor Discriminator = Info("CB1639", "A discriminator is left out");
    public static readonly DiagnosticDescriptor SecurityLost = Warning("CB1640", "A way to sign in is left out");
    public static readonly DiagnosticDescriptor SecurityChosen = Info("CB1641", "The sign-in that the connector uses");
    public static readonly DiagnosticDescriptor EntraIncomplete = Warning("CB1642", "The sign-in with Entra lacks a resource");
    public static readonly DiagnosticDescriptor CallbackLost = Warning("CB1643", "A callback is left out");
    public static readonly DiagnosticDescriptor CallbackTrigger = Info("CB1644", "A callback becomes a trigger");
    public static readonly DiagnosticDescriptor WebhookLost = Warning("CB1645", "A webhook is left out");
    public static readonly DiagnosticDescriptor Links = Info("CB1646", "Links are left out");
    public static readonly DiagnosticDescriptor ExtensionLost = Warning("CB1647", "An extension is left out");
    public static readonly DiagnosticDescriptor UnknownMember = Warning("CB1648", "An unknown member is left out");
    public static readonly DiagnosticDescriptor SelectionEmpty = Error("CB1649", "The selection leaves no operation");
    public static readonly DiagnosticDescriptor SelectionUnmatched = Warning("CB1650", "A selection matches no operation");
    public static readonly DiagnosticDescriptor SelectionInvalid = Error("CB1651", "A selection cannot be read");
    public static readonly DiagnosticDescriptor TooManyParts = Error("CB1652", "The document has more than the platform takes");
    public static readonly DiagnosticDescriptor OverlayInvalid = Error("CB1653", "An overlay cannot be read");
    public static readonly DiagnosticDescriptor OverlayPath = Error("CB1654", "The target of an overlay cannot be read");
    public static readonly DiagnosticDescriptor OverlayUnmatched = Warning("CB1655", "An overlay's target matches nothing");
    public static readonly DiagnosticDescriptor OverlayForOther = Error("CB1656", "The overlay is for another document");
    public static readonly DiagnosticDescriptor OverlayAction = Error("CB1657", "An action of an overlay cannot be applied");
    public static readonly DiagnosticDescriptor Malformed = Error("CB1658", "A part of the OpenAPI document has the wrong shape");

    public static readonly DiagnosticDescriptor AlreadySwagger = Info("CB1659", "The document is Swagger 2.0 already");
    public static readonly DiagnosticDescriptor SecondReader = Info("CB1660", "A second reader has something against the document");

    public static readonly DiagnosticDescriptor Contradiction = Warning("CB1661", "The parts of allOf contradict each other");
    public static readonly DiagnosticDescriptor BodyWithoutMeaning = Info("CB1662", "A body has no meaning with its method");

    public static readonly DiagnosticDescriptor ServerIsThisMachine = Warning("CB1663", "The server is the developer's machine");

    private static DiagnosticDescriptor Error(string id, string title) => new(id, title, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title) => new(id, title, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title) => new(id, title, DiagnosticSeverity.Info);
}
