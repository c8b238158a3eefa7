using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>What a service does with query options.</summary>
/// <param name="Options">The options that are done.</param>
/// <param name="Elsewhere">The options that the real service has besides.</param>
/// <param name="MaxTop">The largest <c>$top</c>; null without a limit.</param>
internal sealed record QueryRules(IReadOnlySet<string> Options, IReadOnlySet<string> Elsewhere, int? MaxTop);

/// <summary>How a service refuses a query.</summary>
/// <param name="Invalid">Makes the refusal of a wrong query out of its text.</param>
/// <param name="NotSupported">Makes the 501 of what is not modelled out of its name.</param>
internal sealed record QueryRefusals(Func<string, CloudFailure> Invalid, Func<string, CloudFailure> NotSupported);
