import { UnknownStandingError } from '../../lib/local/errors';
import { standingsOf } from '../../lib/local/standing';

describe('what stands behind a type', () => {
  it('is what somebody has said of it', () => {
    const standings = standingsOf(['AWS::S3::Bucket', 'AWS::EC2::Subnet', 'AWS::EC2::NatGateway'], ['AWS::EC2::NatGateway']);
    expect([...standings]).toEqual([
      ['AWS::S3::Bucket', 'real'],
      ['AWS::EC2::Subnet', 'kept'],
      ['AWS::EC2::NatGateway', 'recorded'],
    ]);
  });

  it('is never taken for real when nobody has said it', () => {
    const ask = () => standingsOf(['AWS::S3::Bucket', 'AWS::Some::Thing', 'AWS::Another::Thing'], []);
    expect(ask).toThrow(UnknownStandingError);
    expect(ask).toThrow(/AWS::Another::Thing, AWS::Some::Thing/);
  });
});
