public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        ILogger logger = this.Context.Logger;
        logger.LogInformation("{Operation} by {Correlation}", Context.OperationId, Context.CorrelationId);
        logger.LogWarning(new InvalidOperationException("x"), "careful");
        logger.LogError("bad {0}", 1);
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
