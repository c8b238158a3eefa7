public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        string operation = Context.OperationId;
        try
        {
            operation = Encoding.UTF8.GetString(Convert.FromBase64String(Context.OperationId));
        }
        catch (FormatException)
        {
        }

        return operation == "Ping" ? new HttpResponseMessage(HttpStatusCode.NoContent) : await Context.SendAsync(Context.Request, CancellationToken);
    }
}
