namespace TherapyCrm.Domain.Common;

/// <summary>Not there, or out of the actor's sight: the two must look the same (404).</summary>
public sealed class NotFoundException : Exception
{
    public NotFoundException() : base("Not found.") { }
    public NotFoundException(string message) : base(message) { }
    public NotFoundException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>In sight, but not allowed (403).</summary>
public sealed class ForbiddenException : Exception
{
    public ForbiddenException() : base("Not allowed.") { }
    public ForbiddenException(string message) : base(message) { }
    public ForbiddenException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>The audit log could not be written, so nothing may be shown (503).</summary>
public sealed class AuditUnavailableException : Exception
{
    public AuditUnavailableException() : base("The audit log cannot be written.") { }
    public AuditUnavailableException(string message) : base(message) { }
    public AuditUnavailableException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>The connection to the database broke while saving; pressing again is safe (503).</summary>
public sealed class ConnectionBrokeException : Exception
{
    public ConnectionBrokeException() : base("The connection to the database broke.") { }
    public ConnectionBrokeException(string message) : base(message) { }
    public ConnectionBrokeException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>The name of a press was used before, for something else (422).</summary>
public sealed class CommandReusedException : Exception
{
    public CommandReusedException() : base("The name of this command was used before.") { }
    public CommandReusedException(string message) : base(message) { }
    public CommandReusedException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>The key that a record's own key is wrapped with is not in the key folder, so nothing of it can be read or added (503).</summary>
public sealed class RecordKeyMissingException : Exception
{
    public RecordKeyMissingException() : base("A key of the records is missing.") { }
    public RecordKeyMissingException(string message) : base(message) { }
    public RecordKeyMissingException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>The record's time was over and its key was destroyed: its text is gone for good (404).</summary>
public sealed class RecordEndedException : Exception
{
    public RecordEndedException() : base("This record was ended.") { }
    public RecordEndedException(string message) : base(message) { }
    public RecordEndedException(string message, Exception inner) : base(message, inner) { }
}
