import re,sys
s=open(sys.argv[1]).read()
names=dict(exp='exp',ln='log',sin='sin',cos='cos',tanh='tanh',exp_m1='expm1')
n=0
def f(m):
    global n
    name=m.group(2)
    n+=1
    line=m.group(0)
    return line
out=[]
for line in s.split('\n'):
    m=re.match(r'define .*@_ZN7costate10elementary6double\d+([a-z0-9_]+)17h[0-9a-f]{16}E\(',line)
    if m and line.endswith('{'):
        n+=1
        math={'ln':'log','ln_1p':'log1p','exp_m1':'expm1','powf':'pow'}.get(m.group(1),m.group(1))
        line=re.sub(r' (#\d+)? ?(personality .*)?\{$',lambda k:f' {k.group(1) or ""} "enzyme_math"="{math}" '+(k.group(2) or '')+'{',line)
        print(line[:200],file=sys.stderr)
    out.append(line)
open(sys.argv[2],'w').write('\n'.join(out))
print(n,'marked',file=sys.stderr)
