using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>Reads the answers of a command that never went anywhere.</summary>
internal sealed class DryReader(IReadOnlyList<DryResult> results) : DbDataReader
{
    private static readonly DryResult Nothing = new([], []);
    private int result;
    private int row = -1;

    private DryResult Current => result < results.Count ? results[result] : Nothing;

    public override int FieldCount => Current.Columns.Count;
    public override bool HasRows => Current.Rows.Count > 0;
    public override bool IsClosed => false;
    public override int RecordsAffected => 1;
    public override int Depth => 0;
    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++row < Current.Rows.Count;

    public override bool NextResult()
    {
        row = -1;
        return ++result < results.Count;
    }

    public override object GetValue(int ordinal) => Current.Rows[row][ordinal] ?? DBNull.Value;
    public override T GetFieldValue<T>(int ordinal) => (T)Convert.ChangeType(GetValue(ordinal), typeof(T), CultureInfo.InvariantCulture);
    public override string GetName(int ordinal) => Current.Columns[ordinal];
    public override int GetOrdinal(string name) => Current.Columns.ToList().IndexOf(name);
    public override bool IsDBNull(int ordinal) => GetValue(ordinal) is DBNull;
    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;
    public override Type GetFieldType(int ordinal) => Current.Rows.Count > 0 ? GetValue(ordinal).GetType() : typeof(object);
    public override int GetValues(object[] values) => throw new NotSupportedException();
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);
    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);
    public override char GetChar(int ordinal) => GetFieldValue<char>(ordinal);
    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);
    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);
    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);
    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);
    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);
    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);
    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);
    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);
    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);
}
